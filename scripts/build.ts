import { buildPlugin } from './build/build';

buildPlugin().then(
  () => console.log('Built dist/'),
  (error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
