import { createDecipheriv, createHash } from 'node:crypto';

/**
 * Decrypts the `encrypt` field of a Feishu or Lark event: AES-256-CBC with the SHA-256 of the Encrypt Key, the first 16
 * bytes being the initialisation vector, PKCS#7.
 *
 * Source: open.feishu.cn, "Encrypt Key 加密策略"; larksuite/oapi-sdk-go event/event.go.
 *
 * @param encryptKey as shown in the developer console; must not be empty
 * @param ciphertext base64
 * @throws Error when the text is not base64, not made of whole blocks, or wrongly padded
 */
export function decryptFeishu(encryptKey: string, ciphertext: string): Buffer {
  if (encryptKey === '') {
    throw new Error('the Encrypt Key is empty');
  }
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(ciphertext) || ciphertext.length % 4 !== 0) {
    throw new Error('encrypted event is not base64');
  }
  const bytes = Buffer.from(ciphertext, 'base64');
  if (bytes.length < 32 || bytes.length % 16 !== 0) {
    throw new Error('encrypted event is not made of whole blocks');
  }
  const key = createHash('sha256').update(encryptKey, 'utf8').digest();
  const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, 16));
  return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]);
}
