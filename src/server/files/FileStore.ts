import type { Application } from '@nocobase/server';
import type { FilesConfig } from '../../common/WebhookConfig';
import type { ReceivedFile, StoredFile } from '../model/delivery';
import { breaksRule, type StorageRules } from './breaks-rule';
import { withTemporaryFile } from './with-temporary-file';

const DEFAULT_COLLECTION = 'attachments';

/** What we call of NocoBase's file manager. */
interface FileManager {
  storagesCache: Map<unknown, { name: string; type: string; default?: boolean; rules?: StorageRules | null }>;
  storageTypes: {
    get(type: string): (new (storage: unknown) => { delete(files: object[]): Promise<unknown> }) | undefined;
  };
  loadStorages(): Promise<void>;
  uploadFile(options: { storageName?: string; filePath: string }): Promise<FileData>;
}

type FileData = { storageId: unknown; extname: string } & Record<string, unknown>;

/** Stores files that were received as records of NocoBase's file manager. See ADR 8. */
export class FileStore {
  constructor(private readonly app: Application) {}

  /**
   * Tells why files can't be stored so, as a field below `files` and a key of the locale files.
   * @returns undefined when they can
   */
  async problem({ collection, storage }: FilesConfig): Promise<{ path: string; key: string } | undefined> {
    const manager = this.manager();
    if (!manager) return { path: 'files', key: 'files.manager' };
    const options = this.optionsOf(collection);
    if (options?.template !== 'file') return { path: 'files.collection', key: 'files.collection' };
    if (!storage) return undefined;
    if (!manager.storagesCache.size) await manager.loadStorages();
    const known = [...manager.storagesCache.values()].some(({ name }) => name === storage);
    return known ? undefined : { path: 'files.storage', key: 'files.storage' };
  }

  /**
   * Holds files against the rules of the storage that they would go to.
   * @returns what the first one that is not allowed breaks
   */
  async broken(
    { collection, storage }: FilesConfig,
    files: readonly ReceivedFile[],
  ): Promise<'size' | 'type' | undefined> {
    const manager = this.manager();
    if (manager && !manager.storagesCache.size) await manager.loadStorages();
    const name = storage || this.optionsOf(collection)?.storage;
    const all = [...(manager?.storagesCache.values() ?? [])];
    const { rules } = all.find((one) => (name ? one.name === name : one.default)) ?? {};
    return files.map((file) => breaksRule(rules ?? {}, file)).find(Boolean);
  }

  /**
   * Stores files, one after the other. None is left when one can't be stored.
   * @returns what the workflow gets of each, in order
   * @throws when the storage or the database does
   */
  async store(config: FilesConfig, files: readonly ReceivedFile[]): Promise<StoredFile[]> {
    const stored: StoredFile[] = [];
    try {
      const problem = await this.problem(config);
      if (problem) throw new Error(`files can not be stored: ${problem.key}`);
      for (const file of files) stored.push(await this.storeOne(config, file));
    } catch (error) {
      await this.remove(config, stored);
      throw error;
    }
    return stored;
  }

  /** Removes records and what they stand for. */
  async remove({ collection }: FilesConfig, files: readonly StoredFile[]): Promise<void> {
    if (!files.length) return;
    await this.app.db
      .getRepository(collection || DEFAULT_COLLECTION)
      .destroy({ filterByTk: files.map(({ id }) => id) as number[] });
  }

  private async storeOne({ collection, storage }: FilesConfig, file: ReceivedFile): Promise<StoredFile> {
    const { content, ...info } = file;
    const manager = this.manager() as FileManager;
    const data = await withTemporaryFile(file.filename, content, (filePath) =>
      manager.uploadFile({ storageName: storage || this.optionsOf(collection)?.storage, filePath }),
    );
    const title = file.filename.slice(0, file.filename.length - data.extname.length) || file.filename;
    const values = { ...data, title, mimetype: file.mimetype, size: file.size };
    try {
      const record = (await this.app.db.getRepository(collection || DEFAULT_COLLECTION).create({ values })) as {
        toJSON(): StoredFile;
      };
      const { id, extname, url, preview } = record.toJSON();
      return { ...info, id, title, extname, url, preview };
    } catch (error) {
      await this.unstore(data);
      throw error;
    }
  }

  // A file without a record would stay for ever.
  private async unstore(data: FileData): Promise<void> {
    const { storagesCache, storageTypes } = this.manager() as FileManager;
    const storage = storagesCache.get(data.storageId);
    const Storage = storage && storageTypes.get(storage.type);
    if (Storage) await new Storage(storage).delete([data]);
  }

  private optionsOf(collection: string | null | undefined): { template?: string; storage?: string } | undefined {
    const found = this.app.db.getCollection(collection || DEFAULT_COLLECTION) as
      ReturnType<Application['db']['getCollection']> | undefined;
    return found?.options;
  }

  private manager(): FileManager | undefined {
    return this.app.pm.get('file-manager') as unknown as FileManager | undefined;
  }
}
