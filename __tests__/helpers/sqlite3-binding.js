// The prebuilt binary of @appthreat/sqlite3 under the JavaScript of sqlite3: the latter would be compiled from source for a minute.
const path = require('node:path');

module.exports = require('node-gyp-build')(path.dirname(require.resolve('@appthreat/sqlite3/package.json')));
