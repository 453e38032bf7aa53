declare module 'sns-validator' {
  export default class MessageValidator {
    validate(message: object, done: (error: Error | null) => void): void;
  }
}

declare module 'starkbank-ecdsa' {
  export class PrivateKey {
    static fromPem(pem: string): PrivateKey;
  }
  export const Ecdsa: { sign(message: Buffer, key: PrivateKey): { toBase64(): string } };
}
