import { verify as verifyAsymmetric } from 'node:crypto';
import { safeEqual } from '../crypto/safe-equal';
import { emptyResponse } from '../handshake/responses';
import type { Verdict, VerifyInput } from '../model/endpoint';
import type { ProviderCode } from '../model/provider';
import { jsonObject, type JsonObject, own, smallJsonObject } from '../request/read-request';
import { decodeSignature } from '../verify/decode';
import { readPublicKey } from '../verify/public-key';
import { refused, VERIFIED } from '../verify/refused';
import { checkTimestamp } from '../verify/signature';
import { isSnsHost, snsCertificateProblem, snsCertificateUrl } from './shared/sns';

const MAX_URL = 4_096;
const HASHES: ReadonlyMap<unknown, string> = new Map([
  ['1', 'sha1'],
  ['2', 'sha256'],
]);
const NOTIFICATION = ['Message', 'MessageId', 'Subject', 'SubscribeURL', 'Timestamp', 'TopicArn', 'Type'];
const CONTROL = ['Message', 'MessageId', 'Subject', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
const REQUIRED = ['Message', 'MessageId', 'Timestamp', 'TopicArn', 'Type'];
const TYPES: ReadonlySet<unknown> = new Set(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']);

/**
 * AWS SNS: RSA over some fields of the message, with a certificate that is configured, or fetched from AWS and nowhere else. A
 * fetched one has to be valid now and issued to SNS; a configured one is a key that a person has chosen.
 *
 * Source: docs.aws.amazon.com/sns, "Verifying the signatures of Amazon SNS messages", "Prepare your endpoint"; sns-validator.
 *
 * @throws what fetching the certificate throws: the sender should try again then
 */
export const awsSns: ProviderCode = {
  verify,
  handshake: {
    methods: ['POST'],
    // The URL that confirms a subscription is shown to a person, and never opened from here.
    signed({ request }) {
      const body = request.method === 'POST' ? smallJsonObject(request) : undefined;
      if (body?.Type !== 'SubscriptionConfirmation' && body?.Type !== 'UnsubscribeConfirmation') return undefined;
      const url = subscribeUrl(body.SubscribeURL);
      return url
        ? { ...emptyResponse(200), notice: { key: 'SubscribeURL', value: url } }
        : { refused: 'SubscribeURL does not lead to AWS SNS' };
    },
  },
};

async function verify(input: VerifyInput): Promise<Verdict> {
  const { request, secrets, options, fetchCertificate } = input;
  const message = jsonObject(request);
  if (!message || REQUIRED.some((name) => typeof own(message, name) !== 'string')) return refused('no SNS message');
  if (!TYPES.has(message.Type)) return refused('Type is not known');
  if (!CONTROL.every((name) => isOneLine(message, name))) return refused('a signed field is no single line of text');
  const hash = HASHES.get(own(message, 'SignatureVersion'));
  const text = own(message, 'Signature');
  const signature = typeof text === 'string' ? decodeSignature(text, 'base64') : undefined;
  if (!hash || !signature) return refused('signature or its version missing or malformed');
  const address = snsCertificateUrl(own(message, 'SigningCertURL'));
  if (address === undefined) return refused('SigningCertURL does not lead to AWS SNS');
  const problem = checkTimestamp(String(message.Timestamp), 'iso', input);
  if (problem) return problem;
  const { topicArn } = options;
  if (topicArn && !safeEqual(message.TopicArn, topicArn)) {
    return refused('message is of another topic');
  }

  let certificates = secrets.filter((secret) => secret !== '');
  if (certificates.length === 0) {
    if (!fetchCertificate) return refused('no certificate');
    const fetched = await fetchCertificate(address);
    const mistrust = snsCertificateProblem(fetched, input.now);
    if (mistrust) return refused(mistrust);
    certificates = [fetched];
  }
  const contents = contentsOf(message);
  const matches = certificates.some((certificate) => {
    const key = readPublicKey(certificate, 'rsa');
    return key !== undefined && contents.some((content) => verifyAsymmetric(hash, content, key, signature));
  });
  return matches ? VERIFIED : refused('signature does not match');
}

/**
 * Tells whether a field can't be confused with its neighbours in the signed text, which is `name\nvalue\n` for each. Anyone can publish a
 * message with such lines to a topic of their own and have it signed. If only the message spans lines, the text can be read in one way only:
 * from its end backwards each field is two lines, the first being its name, until MessageId, and everything before that is the message. AWS
 * writes line feeds into none of the other fields, and rejects them in a Subject.
 */
function isOneLine(message: JsonObject, name: string): boolean {
  const value = own(message, name) ?? undefined;
  return value === undefined || (typeof value === 'string' && (name === 'Message' || !/[\n\r]/.test(value)));
}

/** The fields that AWS documents for the type of message; its own library signs an UnsubscribeConfirmation like a notification. */
function contentsOf(message: JsonObject): Buffer[] {
  const lists =
    message.Type === 'SubscriptionConfirmation'
      ? [CONTROL]
      : message.Type === 'UnsubscribeConfirmation'
        ? [CONTROL, NOTIFICATION]
        : [NOTIFICATION];
  return lists.map((names) =>
    Buffer.from(
      names
        .filter((name) => typeof own(message, name) === 'string')
        .map((name) => `${name}\n${String(message[name])}\n`)
        .join(''),
    ),
  );
}

function subscribeUrl(written: unknown): string | undefined {
  if (typeof written !== 'string' || written.length > MAX_URL || !URL.canParse(written)) return undefined;
  const url = new URL(written);
  const isSns =
    url.protocol === 'https:' &&
    isSnsHost(url.host) &&
    !url.username &&
    !url.password &&
    url.pathname === '/' &&
    url.searchParams.get('Action') === 'ConfirmSubscription';
  return isSns ? url.href : undefined;
}
