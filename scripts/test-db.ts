import { spawnSync } from 'node:child_process';

const USAGE = `npm run test:db -- postgres://user:password@host:port/name [more addresses] [-- options of jest]

Runs the http tests on each of these servers: postgres://, mysql:// or mariadb://. The user must be allowed to create databases: each
test makes one of its own and drops it.`;

/** Runs the http tests once for each database server of the command line; see docs/testing.md. */
function main(args: readonly string[]): number {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const servers = args.slice(0, end);
  if (!servers.length || servers.some((server) => !/^(postgres(ql)?|mysql|mariadb):\/\//.test(server))) {
    console.error(USAGE);
    return 1;
  }
  const failed = servers.filter((server) => {
    console.log(`On ${new URL(server).protocol}//${new URL(server).host}`);
    const { status } = spawnSync('npx', ['jest', '__tests__/http', ...args.slice(end + 1)], {
      stdio: 'inherit',
      env: { ...process.env, TEST_DATABASE: server },
    });
    return status !== 0;
  });
  return failed.length ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
