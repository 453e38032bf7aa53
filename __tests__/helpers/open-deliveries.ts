import Database from '@nocobase/database';
import deliveriesCollection from '../../src/server/collections/webhookDeliveries';
import type { DeliveryRow } from '../../src/server/inbox/row/DeliveryRow';
import type { StoredDelivery } from './deliveries';
import { createTestDatabase } from './TestDatabase';

/** The table of deliveries in a database of its own, without an application that would work on its rows. */
export interface DeliveriesTable {
  db: Database;
  insert(...rows: DeliveryRow[]): Promise<void>;
  /** all rows, in the order of their ids */
  rows(): Promise<StoredDelivery[]>;
  empty(): Promise<void>;
  close(): Promise<void>;
}

/** Opens an empty table of deliveries. */
export async function openDeliveries(): Promise<DeliveriesTable> {
  const database = await createTestDatabase();
  const db = new Database(database.options);
  db.collection(deliveriesCollection);
  await db.sync();
  const Delivery = db.getModel('webhookDeliveries');
  return {
    db,
    insert: async (...rows) => {
      await Delivery.bulkCreate(rows as never[]);
    },
    rows: async () => {
      const rows = await Delivery.findAll({ order: [['id', 'ASC']] });
      return rows.map((row) => row.get() as StoredDelivery);
    },
    empty: async () => {
      await Delivery.destroy({ where: {}, truncate: true });
    },
    close: async () => {
      await db.close();
      await database.drop();
    },
  };
}

let count = 0;

/** A row with an id of its own, later than those before it. */
export function deliveryRow(values: Partial<DeliveryRow> = {}): DeliveryRow {
  return {
    id: `01900000-0000-7000-8000-${String((count += 1)).padStart(12, '0')}`,
    state: 'recorded',
    workflowKey: 'w',
    workflowId: 1,
    workflowTitle: 'Test',
    method: 'POST',
    path: '/w',
    query: {},
    search: '',
    headers: {},
    contentType: null,
    address: '192.0.2.1',
    receivedAt: new Date(0),
    duration: 0,
    bodySize: null,
    bodyDigest: null,
    rawBody: null,
    verification: [],
    occurrences: 1,
    duplicates: 0,
    attempts: 0,
    ...values,
  };
}
