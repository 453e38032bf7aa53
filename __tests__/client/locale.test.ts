import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import enUS from '../../src/locale/en-US.json';
import zhCN from '../../src/locale/zh-CN.json';

const root = path.resolve(__dirname, '../../src');

const files = ['client', 'client-v2'].flatMap((folder) =>
  fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.d)\.tsx?$/.test(name))
    .map((name) => path.join(folder, name)),
);

/** Every text that a file passes to `t` or `tExpr` as a literal. */
function textsOf(file: string): string[] {
  const source = ts.createSourceFile(
    file,
    fs.readFileSync(path.join(root, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(t|tExpr)$/.test(node.expression.getText())) {
      node.arguments.slice(0, 1).forEach((argument) => literals(argument));
    }
    ts.forEachChild(node, visit);
  };
  const literals = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) texts.push(node.text);
    else if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(literals);
  };
  visit(source);
  return texts;
}

const placeholders = (text: string) => (text.match(/\{\{.*?\}\}/g) ?? []).sort();

test('both languages have the same keys', () => {
  expect(Object.keys(zhCN).sort()).toEqual(Object.keys(enUS).sort());
});

test.each([
  ['en-US', enUS],
  ['zh-CN', zhCN],
])('%s has a text for every key, with the same placeholders', (_language, texts) => {
  for (const [key, text] of Object.entries(texts)) {
    expect(text.trim()).not.toBe('');
    if (!key.startsWith('server.')) expect(placeholders(text)).toEqual(placeholders(key));
  }
});

test('the clients use texts', () => {
  expect(files.flatMap(textsOf).length).toBeGreaterThan(20);
});

test.each(files)('every text of %s is in the locale files', (file) => {
  expect(textsOf(file).filter((text) => !Object.hasOwn(enUS, text))).toEqual([]);
});
