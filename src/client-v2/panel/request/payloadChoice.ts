import { USUAL_PAYLOAD_FIELD } from '../../../common/constants';

/** Where the JSON of a form is: where the provider sends it, in a named field, or in none. */
export const PAYLOAD_CHOICES = ['provider', 'field', 'none'] as const;
export type PayloadChoice = (typeof PAYLOAD_CHOICES)[number];

/**
 * The choice that a stored name stands for.
 * @param naming whether a name is being typed, so that an empty one is none yet
 */
export function payloadChoice(stored: string | null | undefined, naming = false): PayloadChoice {
  if (stored || naming) return 'field';
  return stored === '' ? 'none' : 'provider';
}

/**
 * What is stored for a choice.
 * @param name what was entered before; the usual name otherwise
 */
export function payloadValue(choice: PayloadChoice, name: string | undefined): string | undefined {
  if (choice === 'field') return name || USUAL_PAYLOAD_FIELD;
  return choice === 'none' ? '' : undefined;
}
