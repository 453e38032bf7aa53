import { bytesOf, firstBytes, MAX_SHOWN, textOf } from './bodyText';
import { hexView, MAX_HEX } from './hexView';
import { prettyJson } from './prettyJson';

/** One form of a body, ready to show. */
export interface BodyForm {
  kind: 'json' | 'text' | 'hex';
  text: string;
  /** how many bytes are shown, if not all of them */
  cut?: number;
}

/**
 * The forms in which a body can be shown, best first: indented JSON, the text as sent, a hex dump. Long ones are truncated. The content is
 * untrusted, so it must never throw: invalid base64 is shown as it is.
 * @param content base64; null for an empty body
 */
export function bodyForms(content: string | null): BodyForm[] {
  if (!content) return [];
  try {
    const bytes = bytesOf(content);
    const text = textOf(bytes);
    const hex: BodyForm = { kind: 'hex', text: hexView(bytes), ...(bytes.length > MAX_HEX && { cut: MAX_HEX }) };
    return text === undefined ? [hex] : [...textForms(text), hex];
  } catch {
    return textForms(content);
  }
}

/** The forms of a text: indented JSON where it parses, and the text, truncated if long. */
export function textForms(text: string): BodyForm[] {
  const plain = { kind: 'text' as const, ...truncated(text) };
  const json = prettyJson(text);
  return json === undefined ? [plain] : [{ kind: 'json', text: json }, plain];
}

function truncated(text: string): Pick<BodyForm, 'text' | 'cut'> {
  const shown = firstBytes(text);
  return shown === text ? { text } : { text: shown, cut: MAX_SHOWN };
}
