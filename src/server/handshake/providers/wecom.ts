import { queryParameter } from '../../request/reading';
import { textResponse } from '../responses';
import type { Handshake } from '../types';

/** What WeCom encrypts for the check of a URL: digits, and nothing that any of its messages, in XML or JSON, could be. */
const ECHO = /^[\w+/=-]{1,256}$/;

/**
 * WeCom: a signed GET with an encrypted `echostr` when the URL is saved; the answer is what the verifier has decrypted, and not a
 * byte more. A message is signed in the same way, so whoever caught one could send it as `echostr` and be told what it says: only what
 * looks like an echo is answered. https://developer.work.weixin.qq.com/document/path/90238
 */
export const wecom: Handshake = {
  methods: ['GET'],
  signed({ request }, { payload }) {
    if (request.method !== 'GET') {
      return undefined;
    }
    const isChallenge = queryParameter(request, 'echostr') !== undefined && request.body.length === 0;
    if (!isChallenge || !payload) return { refused: 'GET without a single echostr' };
    return ECHO.test(payload.content.toString('latin1'))
      ? textResponse(payload.content)
      : { refused: 'echostr holds no echo but something else' };
  },
};
