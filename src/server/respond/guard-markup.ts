import type { HttpResponse } from '../model/request';

// What no browser runs: JSON and plain text, as long as it does not guess at something else. Of a list it takes the last type.
const INERT = /^(application\/(json|[\w.+-]+\+json|octet-stream)|text\/(plain|csv))\s*(;[^,]*)?$/i;

/**
 * Keeps a reply from running as a page of NocoBase's own origin, where a script could act for the person who is logged in: the browser
 * may not guess another type, and whatever is neither JSON nor plain text is sandboxed. Headers that the reply has already stay.
 */
export function guardMarkup(response: HttpResponse): HttpResponse {
  const { headers, body } = response;
  if (!body?.length) return response;
  const valuesOf = (name: string) => headers.filter((one) => one.name.toLowerCase() === name).map(({ value }) => value);
  const guards = [{ name: 'X-Content-Type-Options', value: 'nosniff' }];
  const types = valuesOf('content-type');
  if (!types.length || !types.every((type) => INERT.test(type)))
    guards.push({ name: 'Content-Security-Policy', value: 'sandbox' });
  return { ...response, headers: [...headers, ...guards.filter(({ name }) => !valuesOf(name.toLowerCase()).length)] };
}
