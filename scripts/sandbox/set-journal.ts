import type { Processes } from './Processes';

const FILE = 'storage/db/nocobase.sqlite';
const SET = `
  const { Database } = require('sqlite3');
  const file = new Database(${JSON.stringify(FILE)});
  file.exec('PRAGMA journal_mode=WAL', (error) => {
    if (error) throw error;
    file.close();
  });`;

/**
 * Switches the sandbox's SQLite file to a write-ahead log, which NocoBase does not do by itself. The file remembers it.
 * @param processes run in the folder of the application, which must not be running
 */
export function setJournal(processes: Processes): Promise<void> {
  return processes.run('node', ['-e', SET]);
}
