const base = require('./jest.config.js');

/** Tests of whole processes: crashes, clusters. They take minutes, and run the built plugin. */
module.exports = {
  ...base,
  testMatch: ['<rootDir>/__tests__/processes/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/__tests__/processes/global-setup.ts',
  testTimeout: 1_800_000,
  maxWorkers: 1,
  silent: false,
};
