import { textResponse } from '../handshake/responses';
import type { Verdict, VerifyInput } from '../model/endpoint';
import type { ProviderCode } from '../model/provider';
import type { IncomingRequest } from '../model/request';
import { challengeParameter, jsonObject, own, queryValue } from '../request/read-request';
import { openMessage } from './shared/encrypted-message';

// No two parts of it can take the same white space, or an unsigned body could keep the process busy for hours.
const ENCRYPT = /<Encrypt>(?:\s*<!\[CDATA\[([^\]<>]*)\]\]>\s*|([^<>]*))<\/Encrypt>/g;

/** What WeCom encrypts for the check of a URL: digits, and nothing that any of its messages, in XML or JSON, could be. */
const ECHO = /^[\w+/=-]{1,256}$/;

/**
 * WeCom callbacks: signed and encrypted; the payload is what was encrypted. Of the XML around it only `<Encrypt>` is signed, so nothing
 * else of it is believed.
 *
 * When the URL is saved, a signed GET carries an encrypted `echostr`; the response is what the verifier has decrypted, and not a byte more.
 * A message is signed in the same way, so anyone who captured one could send it as `echostr` and learn what it says: only what looks like
 * an echo is sent back.
 *
 * Source: developer.work.weixin.qq.com, "回调配置" and "加解密方案说明".
 */
export const wecom: ProviderCode = {
  verify,
  handshake: {
    methods: ['GET'],
    signed({ request }, { payload }) {
      if (request.method !== 'GET') return undefined;
      const isChallenge = challengeParameter(request, 'echostr') !== undefined && request.body.length === 0;
      if (!isChallenge || !payload) return { refused: 'GET without a single echostr' };
      return ECHO.test(payload.content.toString('latin1'))
        ? textResponse(payload.content)
        : { refused: 'echostr holds no echo but something else' };
    },
  },
};

function verify(input: VerifyInput): Verdict {
  const { request, options } = input;
  const isCheck = request.method === 'GET';
  const opened = openMessage(input, {
    // Base64 in a query: a plus that was not escaped is a plus.
    encrypted: isCheck ? queryValue(request, 'echostr', '+') : encryptedOf(request),
    signatureNames: ['msg_signature'],
    unit: 's',
    receiver: options.receiveId,
  });
  if (!('plain' in opened)) return opened;
  // Nothing says what was encrypted: XML by the documents, JSON for some applications; all else is read by what it looks like.
  const isXml = !isCheck && opened.plain.toString('latin1', 0, 64).trimStart().startsWith('<');
  const payload = { content: opened.plain, ...(isXml && { contentType: 'text/xml' }) };
  return { verified: true, payload, proof: opened.proof };
}

function encryptedOf(request: IncomingRequest): string | undefined {
  const { body } = request;
  if (isJson(body)) {
    const json = own(jsonObject(request), 'encrypt');
    return typeof json === 'string' ? json : undefined;
  }
  const found = [...body.toString('utf8').matchAll(ENCRYPT)];
  const [, cdata, text] = (found.length === 1 ? found[0] : []) as (string | undefined)[];
  return cdata ?? text?.trim();
}

function isJson(body: Buffer): boolean {
  return body.toString('latin1', 0, 64).trimStart().startsWith('{');
}
