const base = require('./jest.config.js');

/** A hundred thousand requests over raw sockets, valid and broken, against a whole application in this process. */
module.exports = {
  ...base,
  testMatch: ['<rootDir>/__tests__/fuzz/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 3_600_000,
  maxWorkers: 1,
};
