import { USUAL_PAYLOAD_FIELD } from '../../../common/constants';

/** Where a form holds JSON: the provider's default, a custom field, or nowhere. */
export const PAYLOAD_CHOICES = ['provider', 'field', 'none'] as const;
export type PayloadChoice = (typeof PAYLOAD_CHOICES)[number];

/**
 * The choice that a stored name corresponds to.
 * @param naming whether a custom name is being typed, so that an empty one still means `field`
 */
export function payloadChoice(stored: string | null | undefined, naming = false): PayloadChoice {
  if (stored || naming) return 'field';
  return stored === '' ? 'none' : 'provider';
}

/**
 * The value to store for a choice.
 * @param name the name entered before; default: the usual one
 */
export function payloadValue(choice: PayloadChoice, name: string | undefined): string | undefined {
  if (choice === 'field') return name || USUAL_PAYLOAD_FIELD;
  return choice === 'none' ? '' : undefined;
}
