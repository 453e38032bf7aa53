import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';

const BLOCK = 32;
const RANDOM = 16;
const LENGTH = 4;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** A message taken out of the container of WeCom and DingTalk. */
export interface PlainMessage {
  message: Buffer;
  /** corpid, suiteid or app key of the receiver, to be compared by the caller */
  receiveId: string;
}

/**
 * Opens the message container of WeCom and DingTalk: AES-256-CBC over
 * `random(16) + length(4, network order) + message + receiveId`, padded to 32 bytes as in PKCS#7.
 * The container is not authenticated: check the signature first.
 *
 * Source: WeCom developer guide, "加解密方案说明"; DingTalk's DingTalk-Callback-Crypto.
 *
 * @param aesKey EncodingAESKey, 43 characters
 * @param ciphertext base64
 * @throws Error when the key, the base64 text, the padding or the length is wrong; the message reveals none of them
 */
export function decryptMessage(aesKey: string, ciphertext: string): PlainMessage {
  const key = keyOf(aesKey);
  if (!BASE64.test(ciphertext) || ciphertext.length % 4 !== 0) {
    throw new Error('encrypted message is not base64');
  }
  const bytes = Buffer.from(ciphertext, 'base64');
  if (bytes.length === 0 || bytes.length % BLOCK !== 0) {
    throw new Error('encrypted message is not made of whole blocks');
  }
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const plain = unpad(Buffer.concat([decipher.update(bytes), decipher.final()]));
  const start = RANDOM + LENGTH;
  const length = plain.length < start ? Infinity : plain.readUInt32BE(RANDOM);
  if (start + length > plain.length) {
    throw new Error('encrypted message has a wrong length');
  }
  return {
    message: plain.subarray(start, start + length),
    receiveId: plain.subarray(start + length).toString('utf8'),
  };
}

/**
 * Makes the container that {@link decryptMessage} opens, for the encrypted responses that DingTalk and WeCom expect.
 *
 * @param aesKey EncodingAESKey, 43 characters
 * @param message text or bytes
 * @param receiveId corpid, suiteid or app key
 * @param random 16 random bytes
 * @returns base64
 * @throws Error when the key or the number of random bytes is wrong
 */
export function encryptMessage(aesKey: string, message: string | Buffer, receiveId: string, random: Buffer): string {
  const key = keyOf(aesKey);
  if (random.length !== RANDOM) {
    throw new Error('16 random bytes are needed');
  }
  const content = Buffer.from(message);
  const length = Buffer.alloc(LENGTH);
  length.writeUInt32BE(content.length);
  const plain = Buffer.concat([random, length, content, Buffer.from(receiveId)]);
  const padding = BLOCK - (plain.length % BLOCK);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(padding, padding)), cipher.final()]).toString(
    'base64',
  );
}

/**
 * The signature of WeCom and DingTalk: SHA-1 of token, timestamp, nonce and encrypted text, sorted by code unit and joined.
 *
 * @returns 20 bytes
 */
export function messageSignature(token: string, timestamp: string, nonce: string, encrypted: string): Buffer {
  return createHash('sha1').update([token, timestamp, nonce, encrypted].sort().join('')).digest();
}

function keyOf(aesKey: string): Buffer {
  // Two bits of the 43rd character belong to no byte; in generated keys they are arbitrary.
  if (!/^[A-Za-z0-9+/]{43}$/.test(aesKey)) {
    throw new Error('the EncodingAESKey must be 43 letters, digits, + or /');
  }
  return Buffer.from(`${aesKey}=`, 'base64');
}

function unpad(bytes: Buffer): Buffer {
  const padding = bytes[bytes.length - 1];
  const end = bytes.length - padding;
  if (padding < 1 || padding > BLOCK || !bytes.subarray(end).every((byte) => byte === padding)) {
    throw new Error('encrypted message has a wrong padding');
  }
  return bytes.subarray(0, end);
}
