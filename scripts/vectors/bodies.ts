/** Bodies that must survive as bytes: what is parsed and written again differs from each of them. */
export const BODIES: Record<string, string | Buffer> = {
  JSON: '{"id":"evt_1","type":"order.paid","amount":1.0,"large":12345678901234567890}',
  'JSON with spaces, escapes and keys like numbers': '{ "b" : 1E3,\n\t"2":"\\u00e9\\/","1":{ "a" : [ ] },"a":1,"a":2 }',
  unicode: '{"name":"Ærøskøbing 微信支付 🎉","combining":"e\u0301"}',
  'line feeds at the end': '{"a":1}\r\n\r\n',
  'replacement patterns': '{"price":"$& $1 $$ {body}"}',
  form: 'payload=%7B%22a%22%3A1%7D&b=%E2%82%AC+1',
  empty: '',
  'bytes that are no UTF-8': Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x80, 0xc3, 0x28, 0x7d]),
};
