/** Unit and http tests: the real NocoBase server packages in this process, SQLite in files of their own. */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts?(x)'],
  roots: ['<rootDir>/__tests__'],
  testPathIgnorePatterns: ['/node_modules/', '/__tests__/e2e/', '/__tests__/processes/', '/__tests__/fuzz/'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript', tsx: true, decorators: true }, target: 'es2022' },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: ['/node_modules/', '/dist/'],
  moduleNameMapper: {
    '^@nocohook/plugin-workflow-webhook$': '<rootDir>/src/server/index.ts',
    'sqlite3-binding(\\.js)?$': '<rootDir>/__tests__/helpers/sqlite3-binding.js',
  },
  globalSetup: '<rootDir>/__tests__/helpers/global-setup.js',
  setupFiles: ['<rootDir>/__tests__/helpers/environment.js'],
  // Starting an application takes a second, on a busy machine half a minute.
  testTimeout: 60_000,
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB',
  silent: true,
  forceExit: true,
};
