import { randomUUID } from 'node:crypto';
import type Database from '@nocobase/database';
import type { Transaction } from '@nocobase/database';
import { isStoredSecret, isVariable } from '../../common/storedSecret';
import type { Verification } from '../../common/WebhookConfig';
import { mapSecrets } from './map-secrets';
import { SecretError } from './SecretError';

/** The application's encryptor. */
export interface Encryptor {
  encrypt(text: string): Promise<string>;
  decrypt(text: string): Promise<string>;
}

const PREFIX = 'secret:';
const REFERENCE = /secret:([0-9a-f-]{36})/g;
// The encryptor has no check of its own: with another key it may give any bytes, which must not become a secret.
const MARK = 'webhook secret:';

/** Keeps literal secrets: encrypted, in a table of their own, each bound to the workflow that it was entered for. */
export class SecretStore {
  constructor(
    private readonly db: Database,
    private readonly encryptor: () => Encryptor,
  ) {}

  /**
   * Puts every literal secret away and a reference in its place. Variables stay as they are, as do references of the same workflow. White space
   * around a secret, which copying brings along, is removed unless it may belong to it.
   * @param foreign what becomes of a reference that doesn't belong to the workflow: it is taken out, or an error
   * @throws SecretError for such a reference
   */
  async seal(
    verification: Verification,
    workflowKey: string,
    { foreign, transaction }: { foreign: 'drop' | 'refuse'; transaction?: Transaction },
  ): Promise<Verification> {
    return mapSecrets(verification, async (given, { shown, verbatim }) => {
      const secret = verbatim ? given : given.trim();
      if (!secret || shown || isVariable(secret)) return secret;
      if (isStoredSecret(secret)) {
        const value = await this.find(secret, workflowKey, transaction);
        if (value === undefined && foreign === 'refuse') throw new SecretError('unknown');
        return value === undefined ? '' : secret;
      }
      const id = randomUUID();
      const value = await this.encryptor().encrypt(MARK + secret);
      await this.db.getModel('webhookSecrets').create({ id, workflowKey, value }, { transaction });
      return PREFIX + id;
    });
  }

  /**
   * Gives the secret that a reference stands for.
   * @throws SecretError for a reference that doesn't belong to the workflow, or a secret that can't be decrypted
   */
  async open(reference: string, workflowKey: string): Promise<string> {
    const value = await this.find(reference, workflowKey);
    if (value === undefined) throw new SecretError('unknown');
    const text = await this.encryptor()
      .decrypt(value)
      .catch(() => '');
    if (!text.startsWith(MARK)) throw new SecretError('unreadable');
    return text.slice(MARK.length);
  }

  /** Deletes the secrets of a workflow that none of its versions refers to any more. */
  async prune(workflowKey: string, transaction?: Transaction): Promise<void> {
    const secrets = await this.db.getModel('webhookSecrets').findAll({ where: { workflowKey }, transaction });
    if (!secrets.length) return;
    const where = { key: workflowKey };
    const versions = await this.db.getModel('workflows').findAll({ attributes: ['config'], where, transaction });
    const text = JSON.stringify(versions.map((version) => version.get('config') as unknown));
    const used = new Set([...text.matchAll(REFERENCE)].map(([, id]) => id));
    const unused = secrets.map((secret) => secret.get('id') as string).filter((id) => !used.has(id));
    if (unused.length) await this.db.getModel('webhookSecrets').destroy({ where: { id: unused }, transaction });
  }

  private async find(reference: string, workflowKey: string, transaction?: Transaction): Promise<string | undefined> {
    const where = { id: reference.slice(PREFIX.length), workflowKey };
    const row = await this.db.getModel('webhookSecrets').findOne({ where, transaction });
    return row?.get('value') as string | undefined;
  }
}
