import type { WorkflowContext } from '../../model/delivery';

/**
 * About how many bytes a delivery takes until it has been dispatched. The size of the body as it was sent says little: a compressed one of
 * a kilobyte can hold a megabyte.
 * @param rawBody the bytes that are kept for a replay
 * @returns the length of the context's JSON and of those bytes
 */
export function heldSize(context: WorkflowContext, rawBody: Buffer | null): number {
  return Buffer.byteLength(JSON.stringify(context)) + (rawBody?.length ?? 0);
}
