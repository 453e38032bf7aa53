const base = require('./jest.config.js');

/** Measurements that need the real NocoBase server packages and a database; see docs/benchmarks.md. */
module.exports = {
  ...base,
  roots: ['<rootDir>/bench'],
  testMatch: ['<rootDir>/bench/**/*.bench.ts'],
  testTimeout: 1_800_000,
  maxWorkers: 1,
  silent: false,
  // Tables as they are printed, without where each came from.
  verbose: false,
  reporters: ['default'],
};
