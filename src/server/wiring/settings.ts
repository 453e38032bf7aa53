/** What the environment sets for all endpoints of an application. Sizes in bytes. */
export interface Settings {
  /** of a body that is kept for a replay; of a larger one only size and digest */
  maxRawBody: number;
  /** acknowledged deliveries that may wait for their dispatch */
  maxBacklog: number;
  /** free space on the disk of an SQLite database, below which no delivery is taken */
  minFreeDisk: number;
  /** synchronous runs that go on at once in this process, and further ones that wait for their turn */
  maxRuns: number;
  maxWaitingRuns: number;
  /** refused attempts of one address at one endpoint in a minute; 0: no limit */
  refusedPerMinute: number;
  /** how transactions on SQLite lock: `immediate` changes it for the whole application, `host` leaves it as NocoBase sets it up */
  sqliteLocking: SqliteLocking;
  /** how long and how many deliveries are kept */
  retentionDays: number;
  retentionRows: number;
}

/** Ways in which transactions on SQLite lock. */
export type SqliteLocking = 'immediate' | 'host';

const MIB = 1024 * 1024;

/**
 * Reads the settings.
 * @param warn hears of a value that is no whole number in its range: the default is taken then
 */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
  { sqlite, warn }: { sqlite: boolean; warn: (text: string) => void },
): Settings {
  const whole = (name: string, fallback: number, min: number, max: number): number => {
    const text = env[name]?.trim();
    if (!text) return fallback;
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    warn(`${name} has to be a whole number from ${min} to ${max}; ${fallback} is taken`);
    return fallback;
  };
  const sqliteLocking = (): SqliteLocking => {
    const text = env.WEBHOOK_SQLITE_LOCKING?.trim();
    if (text && text !== 'immediate' && text !== 'host') {
      warn('WEBHOOK_SQLITE_LOCKING has to be immediate or host; immediate is taken');
    }
    return text === 'host' ? 'host' : 'immediate';
  };
  return {
    maxRawBody: whole('WEBHOOK_RAW_BODY_SIZE', 256 * 1024, 0, 16 * MIB),
    maxBacklog: whole('WEBHOOK_MAX_BACKLOG', 100_000, 1, 100_000_000),
    minFreeDisk: whole('WEBHOOK_MIN_FREE_DISK', 100 * MIB, 0, Number.MAX_SAFE_INTEGER),
    // SQLite has one writer at a time, so more runs at once only wait for each other.
    maxRuns: whole('WEBHOOK_SYNC_CONCURRENCY', sqlite ? 4 : 8, 1, 1_000),
    maxWaitingRuns: whole('WEBHOOK_SYNC_QUEUE', 100, 0, 100_000),
    refusedPerMinute: whole('WEBHOOK_REFUSED_PER_MINUTE', 60, 0, 1_000_000),
    sqliteLocking: sqliteLocking(),
    retentionDays: whole('WEBHOOK_RETENTION_DAYS', 30, 1, 36_500),
    retentionRows: whole('WEBHOOK_RETENTION_ROWS', 1_000_000, 1_000, 1_000_000_000),
  };
}
