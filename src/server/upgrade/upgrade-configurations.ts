import type Database from '@nocobase/database';
import { isDeepStrictEqual } from 'node:util';
import { TRIGGER_TYPE } from '../../common/constants';
import type { WebhookConfig } from '../../common/WebhookConfig';
import { configProblems, problemsOf } from '../endpoint/config-problems';
import { configSchema } from '../endpoint/config-schema';
import type { SecretStore } from '../secrets/SecretStore';
import { convertCommercial, isCommercial } from './commercial-config';
import { withoutBadAliases } from './without-bad-aliases';
import { withoutEmptyKeys } from './without-empty-keys';

interface Version {
  id: number | string;
  key: string;
  title: string | null;
  enabled: boolean;
  config: unknown;
}

/** What upgrading works on. */
export interface UpgradeTools {
  db: Database;
  secrets: SecretStore;
  warn: (text: string) => void;
}

/**
 * Brings the configurations of all versions of all webhook workflows to the form that is valid now: keys that are not known and hold nothing go,
 * and what the commercial plugin has written becomes ours, its password sealed. May be called again and again.
 *
 * Versions that have run are changed as well: their REST interface refuses that, and the meaning stays the same.
 * @throws what the database throws
 */
export async function upgradeConfigurations(tools: UpgradeTools): Promise<void> {
  const { db, warn } = tools;
  const Workflow = db.getModel('workflows');
  const rows = await Workflow.findAll({
    attributes: ['id', 'key', 'title', 'enabled', 'config'],
    where: { type: TRIGGER_TYPE },
  });
  for (const row of rows) {
    const version = row.get() as Version;
    const config = await upgraded(tools, version);
    if (config !== undefined && !isDeepStrictEqual(config, version.config)) {
      // Without hooks: nothing is enabled or disabled by it. Without a log: the statement may hold what is about to be sealed.
      await Workflow.update({ config }, { where: { id: version.id }, hooks: false, silent: true, logging: false });
    }
    const problems = configProblems(config ?? version.config);
    if (version.enabled && problems.length) {
      const fields = problems.map(({ path }) => path).join(', ');
      warn(
        `endpoint of workflow "${version.title ?? ''}" (${version.key}) stays at 503 until a person corrects ${fields}`,
      );
    }
  }
}

async function upgraded({ secrets }: UpgradeTools, { key, config }: Version): Promise<WebhookConfig | undefined> {
  if (typeof config !== 'object' || config === null || Array.isArray(config)) return undefined;
  let result = config as WebhookConfig;
  if (isCommercial(config)) {
    const converted = convertCommercial(config);
    if ('problems' in converted) return undefined;
    result = converted.config;
  }
  result = withoutEmptyKeys(result);
  if (result.variables && !problemsOf(configSchema, result).length)
    result = { ...result, variables: withoutBadAliases(result.variables) };
  if (!isCommercial(config)) return result;
  // What would still be refused stays as it was: its password must not come to a place from which it is answered.
  if (configProblems(result).length) return undefined;
  if (!result.verification) return result;
  return { ...result, verification: await secrets.seal(result.verification, key, { foreign: 'drop' }) };
}
