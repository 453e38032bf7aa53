import type { ReplayResult } from '../../../common/api/deliveries';
import { ActionError } from './ActionError';
import { idsOf } from './destroy-deliveries';
import { replayDelivery, type ReplayTools } from './replay-delivery';

const MAX_IDS = 100;

/**
 * Runs stored deliveries again, one after the other, oldest choice first as given; one that can't be doesn't keep the others.
 * @param ids from 1 to 100
 * @throws ActionError 400 for other numbers of ids
 */
export async function replayDeliveries(tools: ReplayTools, ids: unknown, verify: boolean): Promise<ReplayResult> {
  const result: ReplayResult = { replayed: [], failed: [] };
  for (const from of idsOf(ids, MAX_IDS)) {
    try {
      const { id } = await replayDelivery(tools, from, verify);
      result.replayed.push({ from, id });
    } catch (error) {
      if (!(error instanceof ActionError)) throw error;
      result.failed.push({ from, code: error.code, reason: error.message });
    }
  }
  return result;
}
