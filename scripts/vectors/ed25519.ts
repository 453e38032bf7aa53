import { createPrivateKey, createPublicKey, sign } from 'node:crypto';

/** What precedes the 32 bytes of a private key in PKCS#8 form, RFC 8410 §7. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

function privateKey(seed: number) {
  return createPrivateKey({ key: Buffer.concat([PKCS8, Buffer.alloc(32, seed)]), format: 'der', type: 'pkcs8' });
}

/** The public key of a seed, 32 bytes in hex. */
export function ed25519PublicKey(seed: number): string {
  return createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
}

/** A signature by the private key of a seed, 64 bytes in hex. */
export function ed25519Sign(seed: number, content: Buffer): string {
  return sign(null, content, privateKey(seed)).toString('hex');
}
