// For processes outside of jest: the prebuilt binary of @appthreat/sqlite3 under the JavaScript of sqlite3, as jest's name mapper does.
const Module = require('node:module');
const path = require('node:path');

const load = Module._load;
Module._load = function (request, ...rest) {
  return request.endsWith('sqlite3-binding.js') ? binding() : load.call(this, request, ...rest);
};

function binding() {
  return load('node-gyp-build', module)(path.dirname(require.resolve('@appthreat/sqlite3/package.json')));
}
