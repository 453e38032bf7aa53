import type Database from '@nocobase/database';
import type { Transaction } from '@nocobase/database';
import { Op } from '@nocobase/database';
import { TRIGGER_TYPE } from '../../common/constants';
import { endpointPlace, type WebhookWorkflow } from './endpoint-place';

/** The enabled workflow that owns a method and path already. */
export interface Conflict {
  title: string;
  key: string;
  methods: string;
}

/**
 * Looks for another enabled workflow with the same method and path. The table is asked, not the registry, so that what other nodes and
 * this transaction have just saved counts; of two that are saved in the same moment one waits for the other (`lockPlaces`). Versions of one workflow do not
 * conflict: enabling one disables the other.
 */
export async function findConflict(
  db: Database,
  workflow: WebhookWorkflow,
  transaction?: Transaction,
): Promise<Conflict | undefined> {
  const own = endpointPlace(workflow);
  const others = await db.getModel('workflows').findAll({
    attributes: ['id', 'key', 'title', 'config'],
    where: { type: TRIGGER_TYPE, enabled: true, key: { [Op.ne]: workflow.key } },
    transaction,
    // A plain read would give MySQL's and MariaDB's snapshot, from before the other's commit.
    ...(transaction && isMySql(db) && { lock: transaction.LOCK.SHARE }),
  });
  for (const other of others) {
    const theirs = other.get() as WebhookWorkflow;
    const place = endpointPlace(theirs);
    const methods = own.methods.filter((method) => place.methods.includes(method));
    if (place.pattern.shape === own.pattern.shape && methods.length) {
      return { title: theirs.title ?? '', key: theirs.key, methods: methods.join(', ') };
    }
  }
  return undefined;
}

function isMySql(db: Database): boolean {
  return ['mysql', 'mariadb'].includes(db.sequelize.getDialect());
}
