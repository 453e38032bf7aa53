import fs from 'node:fs';
import path from 'node:path';
import { providerPages } from './provider-pages/pages';

const FOLDER = path.resolve(__dirname, '../docs/providers');

fs.rmSync(FOLDER, { recursive: true, force: true });
fs.mkdirSync(FOLDER, { recursive: true });
for (const [name, text] of providerPages()) fs.writeFileSync(path.join(FOLDER, name), text);
