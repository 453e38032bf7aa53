import fs from 'node:fs';
import path from 'node:path';
import { settingsPages } from './settings-pages/settings-pages';

const DOCS = path.resolve(__dirname, '../docs');

/** Writes the tables of settings into the pages that show them. */
for (const [file, text] of settingsPages(DOCS)) fs.writeFileSync(path.join(DOCS, file), text);
