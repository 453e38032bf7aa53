import { createHash } from 'node:crypto';
import { safeEqual } from '../crypto/safe-equal';
import type { Verdict, VerifyInput } from '../model/endpoint';
import type { ProviderCode } from '../model/provider';
import { headerValue, jsonObjectIn, own } from '../request/read-request';
import { decodeSignature } from '../verify/decode';
import { refused, VERIFIED } from '../verify/refused';
import { hmacMatches } from './shared/hmac-matches';

/**
 * Netlify: a JWS (RFC 7515, compact) with HS256 and nothing else, whose claims name the SHA-256 of the body.
 *
 * Source: docs.netlify.com, "HTTP POST request", "Payload signature".
 */
export const netlify: ProviderCode = { verify };

function verify({ request, secrets, now }: VerifyInput): Verdict {
  const parts = headerValue(request, 'X-Webhook-Signature')?.split('.') ?? [];
  const [head, claims, signature] = parts.map((part) => decodeSignature(part, 'base64url'));
  if (parts.length !== 3 || !head || !claims || !signature) return refused('signature is no well-formed JWS');
  const header = jsonObjectIn(head);
  if (own(header, 'alg') !== 'HS256' || own(header, 'crit') !== undefined) {
    return refused('algorithm of the JWS is not HS256');
  }
  if (!hmacMatches('sha256', signature, `${parts[0]}.${parts[1]}`, secrets)) return refused('signature does not match');

  const claimed = jsonObjectIn(claims);
  const digest = own(claimed, 'sha256');
  const actual = createHash('sha256').update(request.body).digest('hex');
  if (own(claimed, 'iss') !== 'netlify') return refused('JWS is not from Netlify');
  if (!safeEqual(digest, actual)) return refused('digest of the body does not match');
  const [expires, begins] = [own(claimed, 'exp'), own(claimed, 'nbf')];
  if (expires !== undefined && !(typeof expires === 'number' && expires * 1000 > now))
    return refused('JWS has expired');
  const isEarly = begins !== undefined && !(typeof begins === 'number' && begins * 1000 <= now);
  return isEarly ? refused('JWS is not valid yet') : VERIFIED;
}
