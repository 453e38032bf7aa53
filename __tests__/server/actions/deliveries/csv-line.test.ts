import { csvLine } from '../../../../src/server/actions/deliveries/csv-line';

describe('a line of CSV', () => {
  it.each([
    [['a', 1, null, undefined, true], 'a,1,,,true'],
    [['a,b', 'say "x"', 'two\r\nlines'], '"a,b","say ""x""","two\r\nlines"'],
    [['=1+1', '+1', '-1', '@a', '\tx', '\rx'], "'=1+1,'+1,'-1,'@a,'\tx,\"'\rx\""],
    [['=HYPERLINK("http://x","y")'], '"\'=HYPERLINK(""http://x"",""y"")"'],
    [[-5, new Date(0)], '-5,1970-01-01T00:00:00.000Z'],
    [['a=b', '数'], 'a=b,数'],
  ])('%j', (cells, line) => {
    expect(csvLine(cells)).toBe(`${line}\r\n`);
  });
});
