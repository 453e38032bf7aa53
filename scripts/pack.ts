import { parseArgs } from 'node:util';
import { packPlugin } from './build/pack';

const { values } = parseArgs({ options: { version: { type: 'string' } } });

packPlugin(values).then(
  ({ file, size }) => console.log(`${file} (${Math.round(size / 1000)} kB)`),
  (error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
