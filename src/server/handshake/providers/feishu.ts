import { decryptFeishu } from '../../crypto/feishu-crypto';
import type { IncomingRequest } from '../../model/request';
import { type JsonObject, TOKEN, isEqual, isText, jsonObject, mediaType } from '../../request/reading';
import { jsonResponse } from '../responses';
import type { Handshake, HandshakeResult } from '../types';

/**
 * Feishu and Lark events: a POST with a challenge and no signature when the request URL is saved. It is encrypted once Feishu knows
 * the Encrypt Key; until then the Verification Token has to be right, whether or not the key has been entered here already.
 * https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/request-url-configuration-case
 */
export const feishu: Handshake = {
  methods: ['POST'],
  unsigned({ request, secrets, options }) {
    const body = jsonBody(request);
    const keys = secrets.filter(Boolean);
    const isEncrypted = body !== undefined && Object.keys(body).join() === 'encrypt';
    const event = isEncrypted ? decrypt(body.encrypt, keys) : body;
    if (event?.type !== 'url_verification') {
      return undefined;
    }
    const isTokenRight = options.verificationToken ? isEqual(event.token, options.verificationToken) : isEncrypted;
    return isTokenRight ? answer(event) : { refused: 'the Verification Token differs or is not set' };
  },
};

/** Feishu and Lark card callbacks: the same challenge, never encrypted; the Verification Token is the secret here. */
export const feishuCard: Handshake = {
  methods: ['POST'],
  unsigned({ request, secrets, options }) {
    const event = jsonBody(request);
    if (event?.type !== 'url_verification') {
      return undefined;
    }
    const isTokenRight = [...secrets, options.verificationToken].some((token) => isEqual(event.token, token));
    return isTokenRight ? answer(event) : { refused: 'the Verification Token differs or is not set' };
  },
};

function jsonBody(request: IncomingRequest): JsonObject | undefined {
  const isJson = request.method === 'POST' && mediaType(request) === 'application/json';
  return isJson ? jsonObject(request.body) : undefined;
}

/** What cannot be decrypted is left to the verifier, which refuses it. */
function decrypt(ciphertext: unknown, keys: readonly string[]): JsonObject | undefined {
  if (typeof ciphertext !== 'string') {
    return undefined;
  }
  for (const key of keys) {
    try {
      const event = jsonObject(decryptFeishu(key, ciphertext));
      if (event) {
        return event;
      }
    } catch {
      continue;
    }
  }
  return undefined;
}

function answer({ challenge }: JsonObject): HandshakeResult {
  return isText(challenge, TOKEN) ? jsonResponse({ challenge }) : { refused: 'challenge is missing or malformed' };
}
