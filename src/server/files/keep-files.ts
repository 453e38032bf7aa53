import type { FileStore } from './FileStore';
import { describeError } from '../log/describe-error';
import { reject, type Rejection } from '../model/rejection';
import type { ReceivedFile, Exchange, WorkflowContext } from '../model/delivery';

/** What keeping files works on. */
export interface KeepFilesTools {
  files: FileStore;
  warn: (message: string, detail: unknown) => void;
}

/** Files that have been stored, if there were any to store. */
export interface KeptFiles {
  /** with the records of the files in it */
  context: WorkflowContext;
  /** how many there are */
  stored: number;
  /** removes them again, for a delivery that was not recorded after all */
  drop(): Promise<void>;
}

/**
 * Stores the files of a delivery where the endpoint says so, before the delivery is recorded, so that what is recorded holds their ids.
 * @returns 413 or 415 when the storage does not take such files, 503 when they can't be stored, so that the sender tries again; none of
 *   them is left then
 */
export async function keepFiles(
  { files: store, warn }: KeepFilesTools,
  { endpoint, request: request }: Exchange,
  context: WorkflowContext,
  files: readonly ReceivedFile[],
): Promise<KeptFiles | Rejection> {
  const { files: config } = endpoint;
  if (!config || !files.length) return { context, stored: 0, drop: async () => undefined };
  try {
    const broken = await store.broken(config, files);
    if (broken === 'size') return reject('body_too_large', 'a file is larger than its storage takes');
    if (broken) return reject('unsupported_media_type', 'a file is of a type that its storage does not take');
    const stored = await store.store(config, files);
    const drop = () =>
      store.remove(config, stored).catch((error) => {
        warn(`files of delivery ${request.id} not removed`, describeError(error));
      });
    return { context: { ...context, files: stored }, stored: stored.length, drop };
  } catch (error) {
    warn(`files of delivery ${request.id} not stored`, describeError(error));
    return reject('unavailable', 'files could not be stored', { retry: 'storage' });
  }
}
