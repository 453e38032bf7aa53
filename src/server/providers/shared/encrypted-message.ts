import { decryptMessage, messageSignature } from '../../crypto/message-crypto';
import { safeEqual } from '../../crypto/safe-equal';
import type { VerifyInput } from '../../model/endpoint';
import { queryValue } from '../../request/read-request';
import { decodeSignature } from '../../verify/decode';
import { proofOf } from '../../verify/proof-of';
import { refused } from '../../verify/refused';
import { checkTimestamp } from '../../verify/signature';

/** The differences between WeCom and DingTalk. */
interface Container {
  encrypted: string | undefined;
  /** query parameter of the signature, and further names for it */
  signatureNames: readonly string[];
  unit: 's' | 'ms';
  /** the expected receiver of the message; any when undefined or empty */
  receiver: string | undefined;
}

/**
 * Verifies and decrypts a message of WeCom or DingTalk: first the signature over token, timestamp, nonce and ciphertext, then the container
 * and its receiver.
 *
 * @returns the plain content and the proof of the message, or a refusal
 */
export function openMessage(
  input: VerifyInput,
  { encrypted, signatureNames, unit, receiver }: Container,
): { plain: Buffer; proof: string } | { verified: false; reason: string } {
  const { request, secrets, options } = input;
  const text = signatureNames.map((name) => queryValue(request, name)).find((value) => value !== undefined);
  const signature = text === undefined ? undefined : decodeSignature(text, 'hex');
  if (!signature) return refused('signature missing, malformed or repeated');
  const timestamp = queryValue(request, 'timestamp');
  const problem = checkTimestamp(timestamp, unit, input);
  if (problem) return problem;
  const nonce = queryValue(request, 'nonce');
  if (timestamp === undefined || nonce === undefined || encrypted === undefined) {
    return refused('nonce or encrypted message missing or repeated');
  }
  const matches = secrets
    .filter((token) => token !== '')
    .map((token) => safeEqual(signature, messageSignature(token, timestamp, nonce, encrypted)));
  if (!matches.includes(true)) return refused('signature does not match');

  try {
    const { message, receiveId } = decryptMessage(options.aesKey ?? '', encrypted);
    const isOurs = !receiver || safeEqual(receiveId, receiver);
    return isOurs ? { plain: message, proof: proofOf(signature) } : refused('message is for another receiver');
  } catch (error) {
    return refused((error as Error).message);
  }
}
