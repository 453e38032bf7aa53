import { createRequire } from 'node:module';

/** What is used of the package `dingtalk-encrypt`, which has no types of its own. */
interface DingTalkLibrary {
  encrypt(random: string, text: string): string;
  getSignature(token: string, timestamp: string, nonce: string, encrypted: string): string;
  /** checks the signature and the receiver, and throws when one is wrong */
  getDecryptMsg(signature: string, timestamp: string, nonce: string, encrypted: string): string;
  getEncryptedMap(
    text: string,
    timestamp: string,
    nonce: string,
  ): { msg_signature: string; encrypt: string; timeStamp: string; nonce: string };
}

/** DingTalk's library for Node.js. */
export const DingTalkEncryptor = createRequire(__filename)('dingtalk-encrypt') as new (
  token: string,
  aesKey: string,
  receiver: string,
) => DingTalkLibrary;
