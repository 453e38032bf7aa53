import { sign } from 'node:crypto';
import { SNS_CERTIFICATES, RSA } from '../../../scripts/vectors/keys';
import { readable } from '../../helpers/readable';
import { awsSns } from '../../../src/server/providers/aws-sns';
import { isSnsCertificateName, isSnsHost, snsCertificateProblem } from '../../../src/server/providers/shared/sns';

const NOW = Date.UTC(2026, 0, 1);

describe('hosts of AWS SNS', () => {
  it.each([
    'sns.us-east-1.amazonaws.com',
    'sns.ap-southeast-2.amazonaws.com',
    'sns.us-gov-west-1.amazonaws.com',
    'sns.cn-north-1.amazonaws.com.cn',
    'sns.cn-northwest-1.amazonaws.com.cn',
  ])('%s is one', (host) => expect(isSnsHost(host)).toBe(true));

  it.each([
    'sns.amazonaws.com',
    'sns.s3-us-west-2.amazonaws.com',
    'sns.s3.amazonaws.com',
    'sns.s3-website-us-east-1.amazonaws.com',
    'sns.us-east-1.amazonaws.com.cn',
    'sns.cn-north-1.amazonaws.com',
    'sns.us-east.amazonaws.com',
    'sns.us-east-1.amazonaws.com:8443',
    'sns.us-east-1.amazonaws.com.evil.example',
    'sns.us-east-12.amazonaws.com',
    'bucket.sns.us-east-1.amazonaws.com',
    'SNS.us-east-1.amazonaws.com',
    `sns.us${'-a'.repeat(100)}-1.amazonaws.com`,
  ])('%s is not one', (host) => expect(isSnsHost(host)).toBe(false));
});

describe('names of certificates of AWS SNS', () => {
  it.each([
    'sns.amazonaws.com',
    'sns.eu-west-1.amazonaws.com',
    'sns-signing.af-south-1.amazonaws.com',
    'sns-us-gov-west-1.amazonaws.com',
    'sns-cn-north-1.amazonaws.com.cn',
  ])('%s is one', (name) => expect(isSnsCertificateName(name)).toBe(true));

  it.each(['*.amazonaws.com', 'sns.s3-us-west-2.amazonaws.com', 'evil.example', 'sns.amazonaws.com.evil.example', ''])(
    '%s is not one',
    (name) => expect(isSnsCertificateName(name)).toBe(false),
  );
});

describe('a certificate that was fetched', () => {
  it.each([
    ['is trusted', SNS_CERTIFICATES.right, NOW, undefined],
    ['is trusted with others behind it', SNS_CERTIFICATES.right + SNS_CERTIFICATES.expired, NOW, undefined],
    ['is refused before it is valid', SNS_CERTIFICATES.right, Date.UTC(2019, 0, 1), /not valid at this time/],
    ['is refused after it has expired', SNS_CERTIFICATES.expired, NOW, /not valid at this time/],
    ['is refused at an invalid time', SNS_CERTIFICATES.right, NaN, /not valid at this time/],
    [
      'is refused when it was issued to another service',
      SNS_CERTIFICATES.ofAnotherService,
      NOW,
      /not issued to AWS SNS/,
    ],
    ['is refused when it is not a certificate', 'no certificate', NOW, /can not be read/],
    ['is refused when it is empty', '', NOW, /can not be read/],
    ['is refused when it is a bare key', RSA[0].publicPem, NOW, /can not be read/],
  ])('%s', (_name, pem, now, problem) => {
    if (problem) expect(snsCertificateProblem(pem, now)).toMatch(problem);
    else expect(snsCertificateProblem(pem, now)).toBeUndefined();
  });
});

describe('a message that its certificate signs', () => {
  const fields = {
    Message: 'hello',
    MessageId: 'a',
    Timestamp: new Date(NOW).toISOString(),
    TopicArn: 'arn:aws:sns:us-west-2:1:topic',
    Type: 'Notification',
  };
  const content = Object.entries(fields)
    .map(([name, value]) => `${name}\n${value}\n`)
    .join('');
  const message = {
    ...fields,
    SignatureVersion: '2',
    Signature: sign('sha256', Buffer.from(content), RSA[0].privateKey).toString('base64'),
    SigningCertURL: 'https://sns.us-west-2.amazonaws.com/SimpleNotificationService-1.pem',
  };
  const request = readable(
    {
      method: 'POST',
      path: '/a',
      search: '',
      headers: new Map(),
      body: Buffer.from(JSON.stringify(message)),
    },
    { signedFormats: ['json'] },
  );
  const verdictWith = (pem: string, secrets: string[] = []) =>
    awsSns.verify!({ request, secrets, options: {}, now: NOW, fetchCertificate: async () => pem });

  it('is verified with the right one', async () => {
    expect(await verdictWith(SNS_CERTIFICATES.right)).toMatchObject({ verified: true });
  });

  it.each(['expired', 'ofAnotherService'] as const)('is refused when it is fetched and %s', async (name) => {
    expect(await verdictWith(SNS_CERTIFICATES[name])).toMatchObject({ verified: false });
  });

  it('is verified with any certificate that a person has configured', async () => {
    expect(await verdictWith('', [SNS_CERTIFICATES.expired])).toMatchObject({ verified: true });
  });
});
