import { safeEqual } from '../crypto/safe-equal';
import type { ProviderCode } from '../model/provider';
import { VERIFIED } from '../verify/refused';
import { answerChallenge, challengeBody, signingKey } from './shared/lark';

/**
 * Feishu and Lark message cards of the older kind: a plain SHA-1 of timestamp, nonce, Verification Token and body. The challenge is that of
 * events, never encrypted; the Verification Token is the secret here.
 *
 * Source: open.feishu.cn, "卡片回调"; larksuite/oapi-sdk-go, card/card.go.
 */
export const feishuCard: ProviderCode = {
  verify(input) {
    const tokens = input.secrets.filter((secret) => secret !== '');
    const token = signingKey(input, tokens, 'sha1');
    return typeof token === 'string' ? VERIFIED : token;
  },
  handshake: {
    methods: ['POST'],
    unsigned({ request, secrets, options }) {
      const event = challengeBody(request);
      if (event?.type !== 'url_verification') return undefined;
      const tokens = [...secrets, options.verificationToken];
      return answerChallenge(
        event,
        tokens.some((token) => safeEqual(event.token, token)),
      );
    },
  },
};
