import type Database from '@nocobase/database';
import type { DeliveryRow } from './row/DeliveryRow';

const LOST_CONNECTION = /Connection|Timeout|HostNotFound/;

/**
 * Inserts rows in one statement, and so in one transaction. When that fails they are inserted one by one, so that a row that the database
 * does not take, or a duplicate, keeps no other out.
 * @returns in the rows' order, the error of each that was not written
 */
export async function insertDeliveries(db: Database, rows: DeliveryRow[]): Promise<unknown[]> {
  const together = await tryInsert(db, rows);
  if (!together) return [];
  if (rows.length === 1) return [await unlessStored(db, rows[0], together)];
  const errors: unknown[] = [];
  let lost: unknown = isLostConnection(together) ? together : undefined;
  for (const row of rows) {
    const error = lost ?? (await tryInsert(db, [row]));
    errors.push(error && !lost ? await unlessStored(db, row, error) : error);
    if (isLostConnection(error)) lost = error;
  }
  return errors;
}

/** Whether a row was refused because its id or its key is there already. */
export function isDuplicateError(error: unknown): boolean {
  return error instanceof Error && error.name === 'SequelizeUniqueConstraintError';
}

async function tryInsert(db: Database, rows: DeliveryRow[]): Promise<unknown> {
  try {
    // Without a log: statements hold bodies of senders.
    await db.getModel('webhookDeliveries').bulkCreate(rows as never[], { hooks: false, logging: false });
    return undefined;
  } catch (error) {
    return error ?? new Error('insert failed');
  }
}

// What was written without its success being heard of is there under its own id.
async function unlessStored(db: Database, { id }: DeliveryRow, error: unknown): Promise<unknown> {
  // Without a connection nothing was sent.
  if (isLostConnection(error)) return error;
  const found = await isStored(db, id).catch(() => false);
  return found ? undefined : error;
}

/** Whether a delivery has been written. @throws whatever the database throws */
export async function isStored(db: Database, id: string): Promise<boolean> {
  return (await db.getModel('webhookDeliveries').count({ where: { id } })) > 0;
}

/** Whether the database could not be reached, so that the same may be written later. */
export function isLostConnection(error: unknown): boolean {
  return error instanceof Error && LOST_CONNECTION.test(error.name);
}
