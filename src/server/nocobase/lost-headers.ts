import { CREDENTIAL_HEADERS } from '../../common/credentialHeaders';

/**
 * The credential headers that texts read as `$context.headers.<name>`, and that are not exposed.
 * @param configs anything that holds templates: configurations of nodes and of the trigger
 * @param exposed names that the workflow gets, in any case
 */
export function lostHeaders(configs: unknown, exposed: readonly string[]): string[] {
  const text = (JSON.stringify(configs) as string | undefined) ?? '';
  const given = exposed.map((name) => name.toLowerCase());
  return CREDENTIAL_HEADERS.filter((name) => !given.includes(name) && readsHeader(text, name));
}

// As JSON the quotes of a name in brackets are escaped.
function readsHeader(text: string, name: string): boolean {
  return new RegExp(`\\$context\\.headers(?:\\.|\\[\\\\?["'])${name}(?![\\w-])`, 'i').test(text);
}
