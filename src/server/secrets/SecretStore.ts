import { randomUUID } from 'node:crypto';
import type Database from '@nocobase/database';
import type { Transaction } from '@nocobase/database';
import { isStoredSecret, isVariable } from '../../common/storedSecret';
import type { Verification } from '../../common/WebhookConfig';
import { mapSecrets } from './map-secrets';

/** The application's encryptor. */
export interface Encryptor {
  encrypt(text: string): Promise<string>;
  decrypt(text: string): Promise<string>;
}

const PREFIX = 'secret:';

/** Keeps literal secrets: encrypted, in a table of their own, each bound to the workflow that it was entered for. */
export class SecretStore {
  constructor(
    private readonly db: Database,
    private readonly encryptor: () => Encryptor,
  ) {}

  /**
   * Puts every literal secret away and a reference in its place. Variables stay as they are, as do references of the same workflow.
   * @param foreign what becomes of a reference that doesn't belong to the workflow: it is taken out, or an error
   * @throws UnknownSecretError for such a reference
   */
  async seal(
    verification: Verification,
    workflowKey: string,
    { foreign, transaction }: { foreign: 'drop' | 'refuse'; transaction?: Transaction },
  ): Promise<Verification> {
    return mapSecrets(verification, async (secret) => {
      if (!secret || isVariable(secret)) return secret;
      if (isStoredSecret(secret)) {
        const value = await this.find(secret, workflowKey, transaction);
        if (value === undefined && foreign === 'refuse') throw new UnknownSecretError();
        return value === undefined ? '' : secret;
      }
      const id = randomUUID();
      const value = await this.encryptor().encrypt(secret);
      await this.db.getModel('webhookSecrets').create({ id, workflowKey, value }, { transaction });
      return PREFIX + id;
    });
  }

  /**
   * Gives the secret that a reference stands for.
   * @throws UnknownSecretError for a reference that doesn't belong to the workflow
   */
  async open(reference: string, workflowKey: string): Promise<string> {
    const value = await this.find(reference, workflowKey);
    if (value === undefined) throw new UnknownSecretError();
    return this.encryptor().decrypt(value);
  }

  private async find(reference: string, workflowKey: string, transaction?: Transaction): Promise<string | undefined> {
    const where = { id: reference.slice(PREFIX.length), workflowKey };
    const row = await this.db.getModel('webhookSecrets').findOne({ where, transaction });
    return row?.get('value') as string | undefined;
  }
}

/** A reference to a secret that this workflow doesn't have: copied from another one, or from another application. */
export class UnknownSecretError extends Error {
  constructor() {
    super('a stored secret is not known here');
    this.name = 'UnknownSecretError';
  }
}
