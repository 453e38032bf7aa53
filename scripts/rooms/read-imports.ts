import fs from 'node:fs';
import path from 'node:path';

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^;]*?from\s+'([^']+)'|(?:^|\n)import\s+'([^']+)'|import\('([^']+)'\)|require\('([^']+)'\)/g;

/** A source file and what it imports. */
export interface SourceFile {
  /** path below the root, with slashes */
  file: string;
  text: string;
  /** packages by name; files of this project by their path below the root, without the extension */
  imports: string[];
}

/**
 * Reads the TypeScript files below a folder.
 * @param root absolute path that paths are given from
 * @param folder below the root
 */
export function readImports(root: string, folder: string): SourceFile[] {
  return [...sources(path.join(root, folder))].map((full) => {
    const text = fs.readFileSync(full, 'utf8');
    const imports = [...text.matchAll(IMPORT)].map(([, ...names]: (string | undefined)[]) => {
      const name = names.find((one) => one !== undefined) ?? '';
      return name.startsWith('.') ? path.relative(root, path.resolve(path.dirname(full), name)) : name;
    });
    return { file: path.relative(root, full), text, imports };
  });
}

function* sources(folder: string): Generator<string> {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(full);
    else if (/\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts')) yield full;
  }
}
