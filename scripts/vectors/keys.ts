import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const read = (name: string) => fs.readFileSync(path.resolve(__dirname, 'keys', `${name}.pem`), 'utf8');

/** A key pair of the vectors. */
export interface KeyPair {
  privatePem: string;
  privateKey: KeyObject;
  /** SPKI as PEM */
  publicPem: string;
  /** SPKI as one line of base64 */
  publicBase64: string;
}

function pair(privatePem: string): KeyPair {
  const privateKey = createPrivateKey(privatePem);
  const publicKey = createPublicKey(privateKey);
  return {
    privatePem,
    privateKey,
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    publicBase64: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
  };
}

export const RSA = [pair(read('rsa-one')), pair(read('rsa-two')), pair(read('rsa-three'))];
export const EC = [pair(read('ec-one')), pair(read('ec-two')), pair(read('ec-three'))];

/** Certificates of the first two RSA keys. */
export const CERTIFICATES = [read('certificate-one'), read('certificate-two')];

/** Certificates of the first RSA key as AWS SNS publishes them, and some that it would not. */
export const SNS_CERTIFICATES = {
  right: read('certificate-sns'),
  expired: read('certificate-sns-expired'),
  ofAnotherService: read('certificate-sns-other'),
};
