import { copyText } from '../../../src/client-v2/deliveries/copyText';

/** A page that notes what is in the selected field when something is copied. */
function pageThat(execCommand: () => boolean) {
  const copied: string[] = [];
  let fields = 0;
  let selected = '';
  const field = {
    value: '',
    style: {},
    select: () => void (selected = field.value),
    remove: () => void (fields -= 1),
  };
  const page = {
    createElement: () => field,
    body: { append: () => void (fields += 1) },
    execCommand: () => {
      const done = execCommand();
      if (done) copied.push(selected);
      return done;
    },
  } as unknown as Document;
  return { page, copied, left: () => fields };
}

const refuse = () => Promise.reject(new Error('NotAllowedError'));
const fail = () => {
  throw new Error('no such command');
};

it('uses the clipboard API where it exists', async () => {
  const written: string[] = [];
  const { page, copied } = pageThat(() => true);
  const writeText = (text: string) => Promise.resolve(void written.push(text));
  expect(await copyText('a', { writeText }, page)).toBe(true);
  expect([written, copied]).toEqual([['a'], []]);
});

it.each([
  ['there is no clipboard', null, () => true, true],
  ['the clipboard is not allowed', { writeText: refuse }, () => true, true],
  ['nothing is allowed', { writeText: refuse }, () => false, false],
  ['the page can not copy', null, fail, false],
])('copies by a field where %s', async (_name, clipboard, execCommand, done) => {
  const { page, copied, left } = pageThat(execCommand);
  expect(await copyText('a', clipboard, page)).toBe(done);
  expect(copied).toEqual(done ? ['a'] : []);
  expect(left()).toBe(0);
});
