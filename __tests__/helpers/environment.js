const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const storage = fs.mkdtempSync(path.join(os.tmpdir(), 'webhook-test-'));

Object.assign(process.env, {
  APP_ENV: 'test',
  APP_KEY: 'only-for-tests',
  API_BASE_PATH: '/api/',
  NODE_MODULES_PATH: path.resolve(__dirname, '../../node_modules'),
  STORAGE_PATH: storage,
  LOGGER_LEVEL: process.env.LOGGER_LEVEL || 'error',
  LOGGER_TRANSPORT: 'file',
  LOGGER_BASE_PATH: path.join(storage, 'logs'),
});

process.on('exit', () => fs.rmSync(storage, { recursive: true, force: true }));
