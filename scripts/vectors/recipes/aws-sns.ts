import { sign } from 'node:crypto';
import https from 'node:https';
import { EventEmitter } from 'node:events';
import type { VectorCase, VectorFile } from '../../../__tests__/helpers/vectors';
import { otherAt } from '../break-text';
import { CERTIFICATES, RSA, SNS_CERTIFICATES } from '../keys';
import { makeCase } from '../make-case';
import { NOW } from '../timestamps';
import { versionOf } from '../version-of';

const source = versionOf('sns-validator');
const CERTIFICATE_URL =
  'https://sns.us-west-2.amazonaws.com/SimpleNotificationService-f3ecfb7224c7233fe7bb5f59f96de52f.pem';
const TOPIC = 'arn:aws:sns:us-west-2:123456789012:MyTopic';
const HEADERS: [string, string][] = [['Content-Type', 'text/plain; charset=UTF-8']];

type Message = Record<string, unknown>;
const NOTIFICATION: Message = {
  Type: 'Notification',
  MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
  TopicArn: TOPIC,
  Subject: 'My First Message',
  Message: 'Hello Ærø 微信!\n{"a":1}',
  Timestamp: new Date(NOW).toISOString(),
};
const CONFIRMATION: Message = {
  Type: 'SubscriptionConfirmation',
  MessageId: '165545c9-2a5c-472c-8df2-7ff2be2b3b1b',
  Token: '2336412f37fb687f5d51e6e241d09c805a5a57b30d712f794cc5f6a988666d92',
  TopicArn: TOPIC,
  Message: 'You have chosen to subscribe to the topic.',
  SubscribeURL: `https://sns.us-west-2.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=2336`,
  Timestamp: new Date(NOW).toISOString(),
};
const NOTIFICATION_KEYS = ['Message', 'MessageId', 'Subject', 'SubscribeURL', 'Timestamp', 'TopicArn', 'Type'];
const CONTROL_KEYS = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
const withoutSubject = Object.fromEntries(Object.entries(NOTIFICATION).filter(([name]) => name !== 'Subject'));

function signed(message: Message, { version = '2', key = 0, keys = NOTIFICATION_KEYS } = {}): Message {
  const content = keys
    .filter((name) => name in message)
    .map((name) => `${name}\n${String(message[name])}\n`)
    .join('');
  const signature = sign(version === '1' ? 'sha1' : 'sha256', Buffer.from(content), RSA[key].privateKey);
  return {
    ...message,
    SignatureVersion: version,
    Signature: signature.toString('base64'),
    SigningCertURL: CERTIFICATE_URL,
  };
}

/** A request that sns-validator lets in, which is given the certificate in place of fetching it. */
async function valid(name: string, message: Message, rest: Partial<VectorCase> = {}): Promise<VectorCase> {
  const { default: MessageValidator } = await import('sns-validator');
  const get = https.get;
  https.get = ((_url: string, answer: (response: EventEmitter) => void) => {
    const response = Object.assign(new EventEmitter(), { statusCode: 200 });
    queueMicrotask(() => {
      answer(response);
      response.emit('data', SNS_CERTIFICATES.right);
      response.emit('end');
    });
    return new EventEmitter();
  }) as typeof https.get;
  try {
    await new Promise<void>((resolve, reject) => {
      new MessageValidator().validate(message, (error: Error | null) => (error ? reject(error) : resolve()));
    });
  } finally {
    https.get = get;
  }
  return of(name, 'verified', message, rest);
}

function of(
  name: string,
  expect: VectorCase['expect'],
  message: Message | string,
  rest: Partial<VectorCase> = {},
): VectorCase {
  const body = typeof message === 'string' ? message : JSON.stringify(message);
  return makeCase({ name, expect, source, body, headers: HEADERS, ...rest });
}

const certificate = { secrets: [CERTIFICATES[0]] };
const right = signed(NOTIFICATION);
const at = (milliseconds: number) => signed({ ...NOTIFICATION, Timestamp: new Date(NOW + milliseconds).toISOString() });
/** What the sender of a notification to his own topic can make of it when fields may hold lines of others. */
const VICTIM = `${TOPIC}OfAnother`;
const MOVED = ['forged-1', String(NOTIFICATION.Timestamp), VICTIM];
const ambiguous = signed({
  Type: 'Notification',
  MessageId: 'real-1',
  TopicArn: TOPIC,
  Message: `{"paid":true}\nMessageId\n${MOVED[0]}\nTimestamp\n${MOVED[1]}\nTopicArn\n${MOVED[2]}\nType\nNotification`,
  Timestamp: NOTIFICATION.Timestamp,
});
const LINES_AFTER_TYPE = `MessageId\nreal-1\nTimestamp\n${MOVED[1]}\nTopicArn\n${TOPIC}\nType\nNotification`;
const forgedInType = {
  ...ambiguous,
  Message: '{"paid":true}',
  MessageId: MOVED[0],
  TopicArn: VICTIM,
  Type: `Notification\n${LINES_AFTER_TYPE}`,
};
const forgedInMessageId = {
  ...signed({ ...withoutSubject, Message: 'a\nMessageId\nforged-1' }),
  Message: 'a',
  MessageId: `forged-1\nMessageId\n${String(NOTIFICATION.MessageId)}`,
};
const badUrl = (url: unknown) => ({ ...right, SigningCertURL: url });
const BAD_URLS: unknown[] = [
  'http://sns.us-west-2.amazonaws.com/a.pem',
  'https://sns.us-west-2.amazonaws.com.evil.example/a.pem',
  'https://evil.example/sns.us-west-2.amazonaws.com/a.pem',
  'https://sns.us-west-2.amazonaws.com@evil.example/a.pem',
  'https://snsxus-west-2.amazonaws.com/a.pem',
  'https://bucket.s3.amazonaws.com/a.pem',
  'https://sns.us-west-2.amazonaws.com/a.crt',
  'https://sns.us-west-2.amazonaws.com:8443/a.pem',
  'https://127.0.0.1/a.pem',
  // Buckets of S3, which anybody can have, and other services.
  CERTIFICATE_URL.replace('us-west-2', 's3-us-west-2'),
  CERTIFICATE_URL.replace('us-west-2', 's3'),
  CERTIFICATE_URL.replace('us-west-2', 's3.us-west-2'),
  CERTIFICATE_URL.replace('us-west-2', 's3-website-us-east-1'),
  CERTIFICATE_URL.replace('us-west-2', 'us-west'),
  CERTIFICATE_URL.replace('us-west-2', 'us-west-22'),
  CERTIFICATE_URL.replace('us-west-2', 'cn-north-1'),
  CERTIFICATE_URL.replace('amazonaws.com', 'amazonaws.com.cn'),
  // Paths that are not SNS's own.
  CERTIFICATE_URL.replace('/Simple', '/a/Simple'),
  CERTIFICATE_URL.replace('-f3ec', '-..%2ff3ec'),
  CERTIFICATE_URL.replace('.pem', '.crt'),
  `${CERTIFICATE_URL}?a=.pem`,
  `${CERTIFICATE_URL}#.pem`,
  'https://sns.us-west-2.amazonaws.com/a.pem',
  'file:///etc/a.pem',
  '',
  null,
  7,
];

/** AWS SNS: fields of a JSON message, with the certificate configured or fetched. */
export async function awsSnsFile(): Promise<VectorFile> {
  const cases = [
    await valid('notification, version 2', right, {
      identity: { idempotencyKey: NOTIFICATION.MessageId as string, eventType: 'Notification' },
    }),
    await valid('notification, version 1', signed(NOTIFICATION, { version: '1' })),
    await valid('notification without a subject', signed(withoutSubject)),
    await valid('empty message', signed({ ...NOTIFICATION, Message: '' })),
    of('certificate configured', 'verified', right, { config: certificate }),
    of('second certificate configured', 'verified', right, { config: { secrets: [CERTIFICATES[1], CERTIFICATES[0]] } }),
    of(
      'certificate configured, the URL unknown',
      'verified',
      { ...right, SigningCertURL: CERTIFICATE_URL.replace('f3ec', 'ffff') },
      { config: certificate },
    ),
    of('another certificate configured', 'refused', right, { config: { secrets: [CERTIFICATES[1]] } }),
    of('subject null', 'verified', { ...signed(withoutSubject), Subject: null }),
    of(
      'URL of China',
      'verified',
      { ...right, SigningCertURL: CERTIFICATE_URL.replace('us-west-2.amazonaws.com', 'cn-north-1.amazonaws.com.cn') },
      { config: certificate },
    ),
    of('subscription confirmation', 'handshake', signed(CONFIRMATION, { keys: CONTROL_KEYS })),
    of('subscription confirmation, a subject added', 'refused', {
      ...signed(CONFIRMATION, { keys: CONTROL_KEYS }),
      Subject: 'x',
    }),
    of('subscription confirmation, token changed', 'refused', {
      ...signed(CONFIRMATION, { keys: CONTROL_KEYS }),
      Token: 'x',
    }),
    of('subscription confirmation, URL changed', 'refused', {
      ...signed(CONFIRMATION, { keys: CONTROL_KEYS }),
      SubscribeURL: 'https://evil.example/',
    }),
    of(
      'unsubscribe confirmation',
      'handshake',
      signed({ ...CONFIRMATION, Type: 'UnsubscribeConfirmation' }, { keys: CONTROL_KEYS }),
    ),
    of('topic as configured', 'verified', right, { config: { secrets: [], options: { topicArn: TOPIC } } }),
    of('topic of another', 'refused', right, { config: { secrets: [], options: { topicArn: `${TOPIC}2` } } }),
    of('lines of other fields in the message', 'verified', ambiguous, { config: certificate }),
    of('fields of a message moved into Type', 'refused', forgedInType, {
      config: { ...certificate, options: { topicArn: VICTIM } },
    }),
    of('fields of a message moved into MessageId', 'refused', forgedInMessageId),
    of('type of another kind', 'refused', signed({ ...NOTIFICATION, Type: 'Other' })),
    of('confirmation of another kind', 'refused', signed({ ...CONFIRMATION, Type: 'Other' }, { keys: CONTROL_KEYS })),
    ...['MessageId', 'Subject', 'SubscribeURL', 'TopicArn'].flatMap((name) =>
      ['\n', '\r'].map((end) =>
        of(`${name} with ${JSON.stringify(end)}`, 'refused', signed({ ...NOTIFICATION, [name]: `a${end}b` })),
      ),
    ),
    of('Token with "\\n"', 'refused', signed({ ...CONFIRMATION, Token: 'a\nb' }, { keys: CONTROL_KEYS })),
    of('subject a number', 'refused', { ...signed(withoutSubject), Subject: 7 }),
    of('timestamp at the past edge', 'verified', at(-3_600_000)),
    of('timestamp too old', 'refused', at(-3_601_000)),
    of('timestamp too far ahead', 'refused', at(3_601_000)),
    of('timestamp of no form', 'refused', signed({ ...NOTIFICATION, Timestamp: 'now' })),
    of('timestamp NaN', 'refused', signed({ ...NOTIFICATION, Timestamp: 'NaN' })),
    of('timestamp a number', 'refused', signed({ ...NOTIFICATION, Timestamp: NOW })),
    ...['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'].map((name) =>
      of(`${name} changed`, 'refused', {
        ...right,
        [name]: name === 'Timestamp' ? new Date(NOW + 1).toISOString() : 'x',
      }),
    ),
    ...['Message', 'MessageId', 'Timestamp', 'TopicArn', 'Type', 'Signature', 'SignatureVersion', 'SigningCertURL'].map(
      (name) =>
        of(`${name} missing`, 'refused', Object.fromEntries(Object.entries(right).filter(([key]) => key !== name))),
    ),
    of('wrong key', 'refused', signed(NOTIFICATION, { key: 2 })),
    of('version 1 over SHA-256', 'refused', { ...right, SignatureVersion: '1' }),
    of('version 3', 'refused', { ...right, SignatureVersion: '3' }),
    of('version a number', 'refused', { ...right, SignatureVersion: 2 }),
    of('signature empty', 'refused', { ...right, Signature: '' }),
    of('signature cut', 'refused', { ...right, Signature: String(right.Signature).slice(0, -4) }),
    of('signature changed', 'refused', { ...right, Signature: otherAt(String(right.Signature), 40) }),
    of('signature with junk', 'refused', { ...right, Signature: `${String(right.Signature)}AAAA` }),
    of('signature a list', 'refused', { ...right, Signature: [right.Signature] }),
    ...BAD_URLS.map((url) =>
      of(`certificate at ${JSON.stringify(url)}`, 'refused', badUrl(url), { config: certificate }),
    ),
    of('region of the government', 'verified', badUrl(CERTIFICATE_URL.replace('us-west-2', 'us-gov-west-1')), {
      config: certificate,
    }),
    of('raw message', 'refused', '{"a":1}'),
    of('no JSON', 'refused', 'hello'),
    of('a list', 'refused', JSON.stringify([right])),
    of('empty body', 'refused', ''),
  ];
  return {
    scheme: 'aws-sns',
    config: { secrets: [] },
    now: NOW,
    certificates: { [CERTIFICATE_URL]: SNS_CERTIFICATES.right },
    cases,
  };
}
