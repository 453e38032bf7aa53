import type Database from '@nocobase/database';

// SQLite's own busy handler sleeps in one of the four threads that Node has for files. When all of them sleep, the holder of the lock can't go
// on either. So no statement waits there: it fails at once, and is tried again from JavaScript.
const BUSY_TIMEOUT = 0;
// Pauses of 10 ms at first and of half a second at last: some 16 seconds in all.
const RETRY = {
  max: 90,
  match: ['SQLITE_BUSY: database is locked'],
  backoffBase: 10,
  backoffExponent: 1.05,
  backoffJitter: 5,
};

/** What is used of Sequelize's SQLite dialect. */
interface Locking {
  options: { transactionType?: string; retry?: object };
  connectionManager: { getConnection(options?: object): Promise<Connection> };
}

/** A connection of node-sqlite3. */
interface Connection {
  configure(option: 'busyTimeout', milliseconds: number): void;
}

/**
 * Makes transactions on an SQLite file wait for each other instead of failing. By default a transaction reads first and takes the write lock
 * later. When another connection has written in between, SQLite refuses the lock at once, whatever the busy timeout: an administrator's save
 * fails, and the engine drops the execution that it was about to begin. After this call every transaction of the application takes the write
 * lock when it begins, and a statement that finds the file locked is retried for about 16 seconds.
 *
 * The setting lives as long as the database object, which the application replaces whenever it reloads.
 * See ADR 10.
 *
 * @returns false when there is nothing to set: another dialect, or a database in memory, whose users share one connection
 */
export function setSqliteLocking({ sequelize, options: { storage } }: Database): boolean {
  if (sequelize.getDialect() !== 'sqlite' || storage === ':memory:') return false;
  const { options, connectionManager } = sequelize as unknown as Locking;
  options.transactionType = 'IMMEDIATE';
  options.retry = RETRY;
  const configured = new WeakSet<Connection>();
  const getConnection = connectionManager.getConnection.bind(connectionManager);
  // Sequelize calls no hook when it opens a connection to SQLite. It asks here for every statement, so an open one is found as well.
  connectionManager.getConnection = async (wanted) => {
    const connection = await getConnection(wanted);
    if (!configured.has(connection)) {
      configured.add(connection);
      connection.configure('busyTimeout', BUSY_TIMEOUT);
    }
    return connection;
  };
  return true;
}
