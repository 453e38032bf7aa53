import { X509Certificate } from 'node:crypto';

const PATH = /^\/SimpleNotificationService-[0-9A-Za-z]{1,64}\.pem$/;
const MAX_URL = 2_048;
const REGION = '[a-z]{2}(?:-[a-z]+)+-\\d';
const HOST = new RegExp(`^sns\\.(${REGION})\\.amazonaws\\.com(\\.cn)?$`);
const CERTIFICATE_NAME = new RegExp(`^sns(?:(?:-signing)?[.-]${REGION})?\\.amazonaws\\.com(?:\\.cn)?$`);
// Longer than any host name of AWS.
const MAX_NAME = 100;

/**
 * Tells whether a host is an endpoint of AWS SNS: `sns.<region>.amazonaws.com`, or `sns.cn-<region>.amazonaws.com.cn`. Other services have
 * names below `amazonaws.com` as well, and anyone can name an S3 bucket.
 * Source: docs.aws.amazon.com/general/latest/gr/sns.html, "Amazon SNS endpoints and quotas".
 */
export function isSnsHost(host: string): boolean {
  const found = host.length <= MAX_NAME ? HOST.exec(host) : null;
  const [, region, china] = (found ?? []) as (string | undefined)[];
  return region !== undefined && region.startsWith('cn-') === (china !== undefined);
}

/**
 * Tells whether a certificate for signing SNS messages may have a name: `sns.amazonaws.com`, or one of a region, which differ in form.
 * Source: aws-sdk-java-v2, services-custom/sns-message-manager, SnsHostProvider.
 */
export function isSnsCertificateName(name: string): boolean {
  return name.length <= MAX_NAME && CERTIFICATE_NAME.test(name);
}

/**
 * Returns the URL of the certificate that signed a message.
 * @param written `SigningCertURL` of a message that is not verified yet
 * @returns undefined unless it is the URL of a certificate of AWS SNS
 */
export function snsCertificateUrl(written: unknown): string | undefined {
  if (typeof written !== 'string' || written.length > MAX_URL || !URL.canParse(written)) return undefined;
  const { protocol, host, username, password, pathname, search, hash, href } = new URL(written);
  const isPlain = protocol === 'https:' && !username && !password && !search && !hash;
  return isPlain && isSnsHost(host) && PATH.test(pathname) ? href : undefined;
}

/**
 * Tells why a fetched certificate can't be trusted.
 * @param pem as AWS publishes it; the first of several certificates counts
 * @param now milliseconds since 1970
 * @returns undefined when it is valid now and was issued to SNS
 */
export function snsCertificateProblem(pem: string, now: number): string | undefined {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(pem);
  } catch {
    return 'the certificate at SigningCertURL can not be read';
  }
  const { validFrom, validTo } = certificate;
  if (!(Date.parse(validFrom) <= now && now <= Date.parse(validTo))) {
    return 'the certificate at SigningCertURL is not valid at this time: check the clock';
  }
  return namesOf(certificate).some(isSnsCertificateName)
    ? undefined
    : 'the certificate at SigningCertURL was not issued to AWS SNS';
}

function namesOf({ subject, subjectAltName }: X509Certificate): string[] {
  const alternatives = (subjectAltName ?? '').split(', ').map((name) => /^DNS:(.*)$/.exec(name)?.[1]);
  const common = subject.split('\n').map((line) => /^CN=(.*)$/.exec(line)?.[1]);
  return [...alternatives, ...common].filter((name) => name !== undefined);
}
