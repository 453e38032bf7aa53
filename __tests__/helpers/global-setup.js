const fs = require('node:fs');
const path = require('node:path');

/** NocoBase finds a plugin's package.json and collections through node_modules, so the project is linked there under its own name. */
module.exports = async () => {
  const root = path.resolve(__dirname, '../..');
  const link = path.join(root, 'node_modules/@nocohook/plugin-workflow-webhook');
  fs.mkdirSync(path.dirname(link), { recursive: true });
  fs.rmSync(link, { force: true, recursive: false });
  fs.symlinkSync(root, link, 'dir');
};
