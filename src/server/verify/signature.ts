import { DEFAULTS } from '../../common/constants';
import type { ProviderScheme } from '../../common/providers';
import type { SignatureScheme } from '../../common/WebhookConfig';
import type { Verdict, VerifyInput } from '../model/endpoint';
import { decodeSignature } from './decode';
import { isPublicText } from './is-public-text';
import { readValue } from '../request/read-request';
import { proofOf } from './proof-of';
import { refused } from './refused';
import { keyTypeOf } from '../../common/keyTypeOf';
import { compileCheck } from './signature-check';
import { compileSignedContent } from './signed-content';
import { NO_URL, urlOf } from './url';
import { isFresh, readTimestamp } from './timestamp';

/** More than any rotation needs; each costs time. */
const MAX_SIGNATURES = 32;

/**
 * Compiles a signature scheme: any signature of a request may match any of the secrets.
 *
 * @param tolerance seconds that a signed timestamp may be off when the endpoint sets nothing else
 * @throws Error when the template of the signed content holds an unknown placeholder
 */
export function compileSignature(scheme: ProviderScheme, tolerance: number = DEFAULTS.tolerance) {
  const contentOf = compileSignedContent(scheme.signedContent || '{body}', scheme.headerForm);
  const check = compileCheck(scheme);
  const isShared = keyTypeOf(scheme.algorithm) === undefined;

  return (input: VerifyInput): Verdict => {
    const value = readValue(input.request, scheme.signature);
    if (value === undefined) return refused('signature missing or sent twice');
    const signatures = signaturesOf(scheme, value);
    if (signatures.length === 0) return refused('no well-formed signature');

    const timestamp = scheme.timestamp && timestampText(scheme, input, value);
    if (scheme.timestamp) {
      const problem = checkTimestamp(timestamp, scheme.timestamp.unit ?? 's', input, tolerance);
      if (problem) return problem;
    }
    if (contentOf.holdsUrl && urlOf(input) === undefined) return refused(NO_URL);
    let content: Buffer | undefined;
    for (const secret of input.secrets) {
      // Anyone can sign with a text that is public.
      if (secret === '' || (isShared && isPublicText(secret))) continue;
      if (content === undefined || contentOf.holdsSecret) content = contentOf(input, { timestamp, secret });
      if (content === undefined) return refused('part of the signed content missing, malformed or sent twice');
      if (check(secret, signatures, content)) {
        return { verified: true, proof: proofOf(content, contentOf.holdsBody ? '' : input.request.body) };
      }
    }
    return refused('signature does not match');
  };
}

/**
 * Checks the timestamp that a signature covers.
 *
 * @param text as sent
 * @param tolerance seconds, unless the endpoint sets its own
 * @returns undefined when it is fine
 */
export function checkTimestamp(
  text: string | undefined,
  unit: 's' | 'ms' | 'iso',
  { now, tolerance: configured }: VerifyInput,
  tolerance: number = DEFAULTS.tolerance,
): { verified: false; reason: string } | undefined {
  const timestamp = text === undefined ? undefined : readTimestamp(text, unit);
  if (timestamp === undefined) return refused('timestamp missing, malformed or sent twice');
  return isFresh(timestamp, now, configured ?? tolerance, unit)
    ? undefined
    : refused('timestamp outside the tolerance');
}

function signaturesOf(scheme: SignatureScheme, value: string): Buffer[] {
  const { field, separator, prefix = '', encoding = 'hex' } = scheme;
  const texts = field !== undefined ? fieldsOf(value, separator, field) : separator ? value.split(separator) : [value];
  return texts
    .slice(0, MAX_SIGNATURES)
    .filter((text) => text.startsWith(prefix))
    .map((text) => decodeSignature(text.slice(prefix.length), encoding, scheme))
    .filter((bytes) => bytes !== undefined);
}

function timestampText({ timestamp, separator }: SignatureScheme, { request }: VerifyInput, signature: string) {
  if (timestamp === undefined) return undefined;
  const { from, name, alternatives } = timestamp;
  if (from !== 'field') return readValue(request, { from, name, alternatives });
  const found = fieldsOf(signature, separator, name);
  return found.length === 1 ? found[0] : undefined;
}

/** The values of a name in `name=value,name=value`. Nothing is trimmed: the sender that we know adds no spaces. */
function fieldsOf(value: string, separator: string | undefined, name: string): string[] {
  return value
    .split(separator || ',')
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}
