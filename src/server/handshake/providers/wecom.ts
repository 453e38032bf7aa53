import { queryParameter } from '../reading';
import { textReply } from '../replies';
import type { Handshake } from '../types';

/**
 * WeCom: a signed GET with an encrypted `echostr` when the URL is saved; the answer is what the verifier has decrypted, and not a
 * byte more. https://developer.work.weixin.qq.com/document/path/90238
 */
export const wecom: Handshake = {
  methods: ['GET'],
  signed({ request }, { payload }) {
    if (request.method !== 'GET') {
      return undefined;
    }
    const isChallenge = queryParameter(request, 'echostr') !== undefined && request.body.length === 0;
    return isChallenge && payload ? textReply(payload.content) : { refused: 'GET without a single echostr' };
  },
};
