import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.resolve(__dirname, '../..');
const TYPES = path.join(ROOT, 'src/server/model/delivery.ts');
const source = ts.createSourceFile(TYPES, fs.readFileSync(TYPES, 'utf8'), ts.ScriptTarget.Latest);

const read = (name: string) => fs.readFileSync(path.join(ROOT, 'docs', name), 'utf8');
/** The names that are set as code in a text. */
const named = (text = '') => [...text.matchAll(/`([\w.]+)`/g)].map(([, name]) => name);

/** Names of the members that an interface declares itself. */
function membersOf(name: string): string[] {
  const declaration = source.statements.find(
    (statement): statement is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(statement) && statement.name.text === name,
  );
  if (!declaration) throw new Error(`${TYPES} has no interface ${name}`);
  return declaration.members.flatMap((member) => (member.name ? [member.name.getText(source)] : []));
}

describe('docs/endpoints.md', () => {
  const rows = new Map(
    [...read('endpoints.md').matchAll(/^\| `\$context\.(\w+)` +\| (.+) \|$/gm)].map(([, name, text]) => [name, text]),
  );

  it('lists what $context has', () => {
    expect([...rows.keys()].sort()).toEqual(membersOf('WorkflowContext').sort());
  });

  it('lists what $context.delivery has', () => {
    expect(named(rows.get('delivery')).sort()).toEqual(membersOf('DeliveryInfo').sort());
  });
});

describe('docs/bodies.md', () => {
  const page = read('bodies.md');

  it('lists what an entry of $context.files has', () => {
    const [, fields = ''] = /`\$context\.files` is a list of `\{ (.+?) \}`/.exec(page) ?? [];
    expect(fields.split(', ').sort()).toEqual(membersOf('FileInfo').sort());
  });

  it('lists what its record adds', () => {
    const [, fields] = /fields of its record too: ([^.]+)\./.exec(page) ?? [];
    expect(named(fields).sort()).toEqual(membersOf('StoredFile').sort());
  });
});
