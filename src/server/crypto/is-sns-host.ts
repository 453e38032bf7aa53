const REGION = '[a-z]{2}(?:-[a-z]+)+-\\d';
const HOST = new RegExp(`^sns\\.(${REGION})\\.amazonaws\\.com(\\.cn)?$`);
const CERTIFICATE_NAME = new RegExp(`^sns(?:(?:-signing)?[.-]${REGION})?\\.amazonaws\\.com(?:\\.cn)?$`);
// Longer than any name of AWS.
const MAX_LENGTH = 100;

/**
 * Whether a host is an endpoint of AWS SNS: `sns.<region>.amazonaws.com`, or `sns.cn-<region>.amazonaws.com.cn`. Other services have names below
 * `amazonaws.com` as well, and buckets of S3 have theirs from anybody.
 * Source: docs.aws.amazon.com/general/latest/gr/sns.html, "Amazon SNS endpoints and quotas".
 */
export function isSnsHost(host: string): boolean {
  const found = host.length <= MAX_LENGTH ? HOST.exec(host) : null;
  const [, region, china] = (found ?? []) as (string | undefined)[];
  return region !== undefined && region.startsWith('cn-') === (china !== undefined);
}

/**
 * Whether a certificate for signing SNS messages may bear a name: `sns.amazonaws.com`, or one of a region, which differ in form.
 * Source: aws-sdk-java-v2, services-custom/sns-message-manager, SnsHostProvider.
 */
export function isSnsCertificateName(name: string): boolean {
  return name.length <= MAX_LENGTH && CERTIFICATE_NAME.test(name);
}
