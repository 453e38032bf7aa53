import type Database from '@nocobase/database';
import { literal, Op } from '@nocobase/database';
import type { DeliveryStats, HourlyCounts } from '../../../common/api/deliveries';
import { ActionError } from './ActionError';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MAX_DAYS = 31;

/** Parameters of `webhookDeliveries:stats`, as they come. */
export interface StatsParams {
  from?: unknown;
  to?: unknown;
  workflowKey?: unknown;
}

type Kind = Exclude<keyof HourlyCounts, 'hour'>;

/**
 * Counts requests per hour, in the database.
 * @param from ISO 8601, with `to` at most 31 days; by default the last 24 hours
 * @param workflowKey of one endpoint, or all
 * @param now milliseconds since 1970
 * @returns every hour of the range, also those without requests; and how many deliveries wait to be dispatched
 * @throws ActionError 400 for invalid dates, or dates too far apart
 */
export async function deliveryStats(
  db: Database,
  { from, to, workflowKey }: StatsParams,
  now: number,
): Promise<DeliveryStats> {
  const end = moment(to, now);
  const begin = moment(from, end - DAY);
  if (begin > end || end - begin > MAX_DAYS * DAY) {
    throw new ActionError(400, 'bad_time', `"from" comes before "to", at most ${MAX_DAYS} days`);
  }
  const one = typeof workflowKey === 'string' && workflowKey ? { workflowKey } : {};
  const Delivery = db.getModel('webhookDeliveries');
  const hour = literal(hourExpression(db, Delivery.rawAttributes.receivedAt.field ?? 'receivedAt'));
  const [groups, backlog] = await Promise.all([
    Delivery.findAll({
      attributes: [
        [hour, 'hour'],
        'state',
        [literal(`SUM(${quoted(db, Delivery.rawAttributes.occurrences.field ?? 'occurrences')})`), 'calls'],
      ],
      where: { receivedAt: { [Op.gte]: new Date(begin), [Op.lt]: new Date(end) }, ...one },
      group: [hour as unknown as string, 'state'],
      raw: true,
    }) as unknown as Promise<{ hour: number | string; state: string; calls: number | string }[]>,
    Delivery.count({ where: { state: ['recorded', 'claimed'], ...one } }),
  ]);
  return { hours: fill(groups, begin, end), backlog };
}

function fill(
  groups: readonly { hour: number | string; state: string; calls: number | string }[],
  begin: number,
  end: number,
): HourlyCounts[] {
  const hours = new Map<number, HourlyCounts>();
  for (let hour = Math.floor(begin / HOUR); hour * HOUR < end; hour += 1) {
    hours.set(hour, { hour: new Date(hour * HOUR).toISOString(), accepted: 0, refused: 0, duplicate: 0, handshake: 0 });
  }
  for (const { hour, state, calls } of groups) {
    const counted = hours.get(Number(hour));
    if (counted) counted[kindOf(state)] += Number(calls);
  }
  return [...hours.values()];
}

function kindOf(state: string): Kind {
  return state === 'refused' || state === 'duplicate' || state === 'handshake' ? state : 'accepted';
}

// The number of the hour since 1970. Each database has its own word for it; all of them know which zone their dates are in.
function hourExpression(db: Database, field: string): string {
  const column = quoted(db, field);
  switch (db.sequelize.getDialect()) {
    case 'sqlite':
      return `CAST(strftime('%s', ${column}) AS INTEGER) / 3600`;
    case 'postgres':
      return `FLOOR(EXTRACT(EPOCH FROM ${column}) / 3600)`;
    default:
      return `FLOOR(UNIX_TIMESTAMP(${column}) / 3600)`;
  }
}

function quoted(db: Database, field: string): string {
  return db.sequelize.getQueryInterface().quoteIdentifier(field, true);
}

function moment(value: unknown, fallback: number): number {
  if (value === undefined || value === '') return fallback;
  const time = typeof value === 'string' ? Date.parse(value) : NaN;
  if (Number.isNaN(time)) throw new ActionError(400, 'bad_time', 'A time is written as 2026-01-31T12:00:00Z');
  return time;
}
