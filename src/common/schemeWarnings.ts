import { keyTypeOf } from './keyTypeOf';
import { unsignedParts } from './unsignedParts';
import type { SignatureScheme } from './WebhookConfig';

/** What somebody could do who has seen one call, by the weakness that allows it: keys of the locale files. */
export const SCHEME_WARNINGS = {
  body: 'The body is not signed: who has seen one call can send another body with its signature.',
  timestamp: 'The timestamp is not signed: who has seen one call can send it again with another time.',
  adjacent:
    'Two values stand side by side with nothing between them: who has seen one call can move characters from one to the other, and its signature stays valid.',
  extension:
    'The secret stands before what it signs: who has seen one call can append to that and compute the new signature without the secret.',
} as const;

/** A weakness of a custom scheme. */
export type SchemeWarning = keyof typeof SCHEME_WARNINGS;

const PLACEHOLDER = /\{([A-Za-z]+(?:\.[^{}\s]+)?)\}/g;
// Values that a sender can't choose: a method is a word of a closed list, a time has its form and is compared with the clock.
const BOUNDED: ReadonlySet<string> = new Set(['method', 'timestamp', 'secret']);

/**
 * The weaknesses of a custom scheme that a person should know of. The sender decides how it signs, so none is an error.
 * @param scheme possibly incomplete
 */
export function schemeWarnings(scheme: Partial<SignatureScheme>): SchemeWarning[] {
  const parts = partsOf(scheme.signedContent || '{body}');
  const warnings: SchemeWarning[] = unsignedParts(scheme);
  if (parts.some((part, index) => isFree(part) && isFree(parts[index + 1]))) warnings.push('adjacent');
  const secret = parts.lastIndexOf('secret');
  if (isKeyless(scheme) && secret >= 0 && parts.slice(secret).some(isFree)) warnings.push('extension');
  return warnings;
}

/** Names of placeholders in order, and undefined for text between them. */
function partsOf(template: string): (string | undefined)[] {
  return template.split(PLACEHOLDER).flatMap((part, index) => (index % 2 ? [part] : part ? [undefined] : []));
}

function isFree(name: string | undefined): boolean {
  return name !== undefined && !BOUNDED.has(name);
}

// A digest whose key is nothing but a part of its content. Its inner state is the digest, from which anybody can go on.
function isKeyless({ algorithm }: Partial<SignatureScheme>): boolean {
  return algorithm !== undefined && !algorithm.startsWith('hmac-') && keyTypeOf(algorithm) === undefined;
}
