/** Headers with credentials of the sender, who may be a user signed in to NocoBase. In lower case. */
export const CREDENTIAL_HEADERS = ['authorization', 'cookie', 'proxy-authorization'] as const;

/** One of {@link CREDENTIAL_HEADERS}. */
export type CredentialHeader = (typeof CREDENTIAL_HEADERS)[number];

// Cookies of NocoBase's sign-in and its OAuth provider. Some clients separate cookies with commas or quote them.
const SESSION_COOKIE = /(?:^|[,\s"])(?:nb_|_session|_interaction)[^=;,]*=/i;

/**
 * Whether a header is a credential: one of {@link CREDENTIAL_HEADERS}, or one that the endpoint's verification checks.
 * @param name in lower case
 * @param checked lower-case names of headers that the verification takes a credential from
 */
export function isCredentialHeader(name: string, checked: readonly string[]): boolean {
  return (CREDENTIAL_HEADERS as readonly string[]).includes(name) || checked.includes(name);
}

/** Removes NocoBase's session cookies from a Cookie header. Empty if no other cookies remain. */
export function withoutSessionCookies(cookie: string): string {
  return cookie
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair && !SESSION_COOKIE.test(pair))
    .join('; ');
}
