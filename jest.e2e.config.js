/** Browser tests: a real NocoBase (the sandbox) with the packed plugin in it, and the system's Chromium. */
const { transform, transformIgnorePatterns } = require('./jest.config.js');

module.exports = {
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  roots: ['<rootDir>/__tests__/e2e'],
  transform,
  transformIgnorePatterns,
  globalSetup: '<rootDir>/__tests__/e2e/helpers/global-setup.ts',
  globalTeardown: '<rootDir>/__tests__/e2e/helpers/global-teardown.ts',
  // Pages of NocoBase take seconds each, on a busy machine a minute, and a scenario opens several.
  testTimeout: 600_000,
};
