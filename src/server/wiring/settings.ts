import { PARSE_LIMITS } from '../parse/limits';

const MIB = 1024 * 1024;

/** A setting that the environment gives. Its default on SQLite may differ. */
interface SettingBase {
  /** of the environment variable */
  name: string;
  /** for docs, in Markdown */
  meaning: string;
}

/** An integer within a range. */
export interface IntegerSetting extends SettingBase {
  kind: 'integer';
  default: number | { sqlite: number; other: number };
  min: number;
  max: number;
  unit?: 'bytes' | 'ms' | 'bytes/s' | 'days';
  /** what a request over this limit is answered; such settings are listed in docs/limits.md, the others in docs/settings.md */
  over?: 400 | 408 | 413 | 503;
}

/** One of several words. */
export interface ChoiceSetting extends SettingBase {
  kind: 'choice';
  choices: readonly string[];
  default: string;
}

/** A text that another part reads. */
export interface TextSetting extends SettingBase {
  kind: 'text';
  default: string;
}

/** A row of the table of settings. */
export type Setting = IntegerSetting | ChoiceSetting | TextSetting;

/** Every setting of the server: the reader, the tables of docs/settings.md and docs/limits.md and their test are made from this. */
export const SETTINGS = {
  trustedProxies: {
    kind: 'text',
    name: 'WEBHOOK_TRUSTED_PROXIES',
    default: 'loopback',
    meaning: 'proxies whose `X-Forwarded-For` is believed, see [proxies](proxies.md)',
  },
  maxRawBody: {
    kind: 'integer',
    name: 'WEBHOOK_RAW_BODY_SIZE',
    default: 256 * 1024,
    min: 0,
    max: 16 * MIB,
    unit: 'bytes',
    meaning: 'largest body that is kept for a replay; of a larger one only size and digest',
  },
  maxBacklog: {
    kind: 'integer',
    name: 'WEBHOOK_MAX_BACKLOG',
    default: 100_000,
    min: 1,
    max: 100_000_000,
    meaning: 'acknowledged deliveries that may wait for their dispatch (held ones are counted apart); over it 503',
  },
  minFreeDisk: {
    kind: 'integer',
    name: 'WEBHOOK_MIN_FREE_DISK',
    default: 100 * MIB,
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    unit: 'bytes',
    meaning: 'SQLite only: free space on the disk, below which new deliveries get 503',
  },
  maxRuns: {
    kind: 'integer',
    name: 'WEBHOOK_SYNC_CONCURRENCY',
    // SQLite has one writer at a time, so more concurrent runs only wait for each other.
    default: { sqlite: 4, other: 8 },
    min: 1,
    max: 1_000,
    meaning: 'synchronous runs in flight in one process',
  },
  maxWaitingRuns: {
    kind: 'integer',
    name: 'WEBHOOK_SYNC_QUEUE',
    default: 100,
    min: 0,
    max: 100_000,
    meaning: 'further synchronous requests that wait for a slot; over it 503',
  },
  refusedPerMinute: {
    kind: 'integer',
    name: 'WEBHOOK_REFUSED_PER_MINUTE',
    default: 60,
    min: 0,
    max: 1_000_000,
    meaning:
      'refused attempts of one address at one endpoint in a minute; over it 429. 0: no limit, see [endpoints](endpoints.md#too-many)',
  },
  sqliteLocking: {
    kind: 'choice',
    name: 'WEBHOOK_SQLITE_LOCKING',
    choices: ['immediate', 'host'],
    default: 'immediate',
    meaning:
      'SQLite only: `immediate` changes how every transaction of the application locks, `host` leaves them as NocoBase sets them up, see [operating](operating.md#sqlite)',
  },
  retentionDays: {
    kind: 'integer',
    name: 'WEBHOOK_RETENTION_DAYS',
    default: 30,
    min: 1,
    max: 36_500,
    unit: 'days',
    meaning: 'how long a delivery is kept',
  },
  retentionRows: {
    kind: 'integer',
    name: 'WEBHOOK_RETENTION_ROWS',
    default: 1_000_000,
    min: 1_000,
    max: 1_000_000_000,
    meaning: 'deliveries that are kept: the newest',
  },
  maxBodySize: {
    kind: 'integer',
    name: 'WEBHOOK_MAX_BODY_SIZE',
    default: 16 * MIB,
    min: 1,
    max: 16 * MIB,
    unit: 'bytes',
    over: 413,
    meaning: "any body, as received and decompressed; an endpoint's `maxBodySize` (1 MiB) may be lower",
  },
  bodyMemory: {
    kind: 'integer',
    name: 'WEBHOOK_BODY_MEMORY',
    default: 256 * MIB,
    min: 2 * MIB,
    max: 2 ** 40,
    unit: 'bytes',
    over: 503,
    meaning:
      'all bodies in memory at once: a quarter is for those up to 64 KiB, and of the rest one address has half at most; `Retry-After` tells when to try again',
  },
  bodyTimeout: {
    kind: 'integer',
    name: 'WEBHOOK_BODY_TIMEOUT',
    default: 30_000,
    min: 100,
    max: 3_600_000,
    unit: 'ms',
    over: 408,
    meaning: 'time for a whole body',
  },
  minBodyRate: {
    kind: 'integer',
    name: 'WEBHOOK_MIN_BODY_RATE',
    default: 128,
    min: 0,
    max: MIB,
    unit: 'bytes/s',
    over: 408,
    meaning: 'pace of a sender over the last ten seconds, after the first five; 0: no minimum',
  },
  depth: {
    kind: 'integer',
    name: 'WEBHOOK_MAX_DEPTH',
    default: PARSE_LIMITS.depth,
    min: 1,
    max: 1_000,
    over: 400,
    meaning:
      'levels of objects, lists and XML elements; on MariaDB at most 30, on MySQL 98, as their JSON holds no more',
  },
  values: {
    kind: 'integer',
    name: 'WEBHOOK_MAX_VALUES',
    default: PARSE_LIMITS.values,
    min: 1,
    max: 10_000_000,
    over: 400,
    meaning: 'values of JSON, elements and attributes of XML',
  },
  parameters: {
    kind: 'integer',
    name: 'WEBHOOK_MAX_PARAMETERS',
    default: PARSE_LIMITS.parameters,
    min: 1,
    max: 1_000_000,
    over: 400,
    meaning: 'fields of a form, parameters of a query',
  },
  parts: {
    kind: 'integer',
    name: 'WEBHOOK_MAX_PARTS',
    default: PARSE_LIMITS.parts,
    min: 1,
    max: 100_000,
    over: 400,
    meaning: 'parts of a multipart body',
  },
  files: {
    kind: 'integer',
    name: 'WEBHOOK_MAX_FILES',
    default: PARSE_LIMITS.files,
    min: 0,
    max: 10_000,
    over: 400,
    meaning: 'files of a multipart body',
  },
} as const satisfies Record<string, Setting>;

type ValueOf<S extends Setting> = S extends IntegerSetting
  ? number
  : S extends ChoiceSetting
    ? S['choices'][number]
    : string | undefined;

/** The values of all settings, by the keys of the table. A text that is not set is undefined. */
export type Settings = { [Key in keyof typeof SETTINGS]: ValueOf<(typeof SETTINGS)[Key]> };
