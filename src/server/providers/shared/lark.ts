import { createHash } from 'node:crypto';
import { safeEqual } from '../../crypto/safe-equal';
import { isText, TOKEN } from '../../handshake/challenge';
import { jsonResponse } from '../../handshake/responses';
import type { HandshakeResult, VerifyInput } from '../../model/endpoint';
import type { IncomingRequest } from '../../model/request';
import { headerValue, type JsonObject, mediaType, smallJsonObject } from '../../request/read-request';
import { decodeSignature } from '../../verify/decode';
import { refused } from '../../verify/refused';
import { checkTimestamp } from '../../verify/signature';

/**
 * Finds the key with which Feishu or Lark signed a request: a plain digest of timestamp, nonce, key and body.
 * @returns a refusal when none of the keys matches
 */
export function signingKey(
  input: VerifyInput,
  keys: readonly string[],
  algorithm: 'sha1' | 'sha256',
): string | { verified: false; reason: string } {
  const { request } = input;
  const text = headerValue(request, 'X-Lark-Signature');
  const signature = text === undefined ? undefined : decodeSignature(text, 'hex');
  if (!signature) return refused('signature missing, malformed or sent twice');
  const timestamp = headerValue(request, 'X-Lark-Request-Timestamp');
  const problem = checkTimestamp(timestamp, 's', input);
  if (problem) return problem;
  const nonce = headerValue(request, 'X-Lark-Request-Nonce');
  if (nonce === undefined) return refused('nonce missing or sent twice');
  const found = keys.filter((key) => {
    const hash = createHash(algorithm).update(`${timestamp}${nonce}${key}`).update(request.body);
    return safeEqual(signature, hash.digest());
  });
  return found[0] ?? refused('signature does not match');
}

/** The body of a request that may be a challenge: JSON in a POST. */
export function challengeBody(request: IncomingRequest): JsonObject | undefined {
  const isJson = request.method === 'POST' && mediaType(request) === 'application/json';
  return isJson ? smallJsonObject(request) : undefined;
}

/** Answers a challenge that comes with the right token. */
export function answerChallenge({ challenge }: JsonObject, isTokenRight: boolean): HandshakeResult {
  if (!isTokenRight) return { refused: 'the Verification Token differs or is not set' };
  return isText(challenge, TOKEN) ? jsonResponse({ challenge }) : { refused: 'challenge is missing or malformed' };
}
