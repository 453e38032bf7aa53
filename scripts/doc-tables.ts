import fs from 'node:fs';
import path from 'node:path';
import { docTables } from './doc-tables/doc-tables';

const DOCS = path.resolve(__dirname, '../docs');

/** Writes the tables that are made from code into the pages that show them. */
for (const [file, text] of docTables(DOCS)) fs.writeFileSync(path.join(DOCS, file), text);
