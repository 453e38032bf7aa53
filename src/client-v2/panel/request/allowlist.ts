import { allowlistErrors, compileAllowlist } from '../../../common/allowlist';
import { parseAddress } from '../../../common/network';

/** The lines of a text that are not blank, trimmed. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** The 1-based numbers of the lines that are neither addresses nor CIDR ranges. */
export function badLines(lines: readonly string[]): number[] {
  return allowlistErrors(lines).map(({ index }) => index + 1);
}

/** Whether the server lets a source address in; undefined when the text is not an address. */
export function isAllowed(lines: readonly string[], text: string): boolean | undefined {
  const address = text.trim();
  return parseAddress(address) && compileAllowlist(lines)(address);
}
