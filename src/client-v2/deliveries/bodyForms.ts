import { bytesOf, firstBytes, MAX_SHOWN, textOf } from './bodyText';
import { hexView, MAX_HEX } from './hexView';
import { prettyJson } from './prettyJson';

/** One form of a body, ready to be shown. */
export interface BodyForm {
  kind: 'json' | 'text' | 'hex';
  text: string;
  /** how many bytes are shown, when that is not all */
  cut?: number;
}

/**
 * The forms that a body can be shown in, the best one first: JSON with line breaks, the text as it was sent, and the bytes. Long ones are
 * cut. Whoever opens a delivery sees what a stranger sent, so that nothing in it throws: what is no base64 is shown as it is.
 * @param content in base64; none for an empty one
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

/** The forms of a text: JSON with line breaks where it is some that can be read so, and the text itself, maybe cut. */
export function textForms(text: string): BodyForm[] {
  const plain = { kind: 'text' as const, ...shortened(text) };
  const json = prettyJson(text);
  return json === undefined ? [plain] : [{ kind: 'json', text: json }, plain];
}

function shortened(text: string): Pick<BodyForm, 'text' | 'cut'> {
  const shown = firstBytes(text);
  return shown === text ? { text } : { text: shown, cut: MAX_SHOWN };
}
