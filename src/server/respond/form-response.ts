import { DEFAULTS } from '../../common/constants';
import type { FormResponse } from '../../common/WebhookConfig';
import type { HeaderMap, HttpResponse } from '../model/request';
import { encodeLocation } from './header-rules';
import { escapeMarkup } from './render';

const FORM = /^\s*(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i;
const HTML = /(^|,)\s*text\/html\s*(;|,|$)/i;

const STYLE = `body{margin:0;min-height:100vh;display:grid;place-content:center;font:16px/1.6 system-ui,sans-serif;color:#1f1f1f;background:#f5f5f5}
main{margin:24px;padding:40px 48px;max-width:36rem;border-radius:12px;background:#fff;box-shadow:0 1px 8px #0001;text-align:center}
h1{margin:0;font-size:24px}p{margin:12px 0 0;white-space:pre-line;overflow-wrap:anywhere}
@media(prefers-color-scheme:dark){body{color:#eee;background:#141414}main{background:#1f1f1f}}`;

/**
 * The answer to a person whose browser has posted an HTML form: another place, or a small page.
 * @returns undefined for any other call, and where no such answer is configured
 */
export function formResponse(response: FormResponse | null | undefined, headers: HeaderMap): HttpResponse | undefined {
  const valueOf = (name: string) => headers.get(name)?.join(', ') ?? '';
  if (!response || !FORM.test(valueOf('content-type')) || !HTML.test(valueOf('accept'))) return undefined;
  if (response.type === 'redirect') {
    return { status: 303, headers: [{ name: 'Location', value: encodeLocation(response.location) }] };
  }
  return {
    status: 200,
    headers: [
      { name: 'Content-Type', value: 'text/html; charset=utf-8' },
      { name: 'Content-Security-Policy', value: "sandbox; default-src 'none'; style-src 'unsafe-inline'" },
    ],
    body: page(response.title || DEFAULTS.formTitle, response.text ?? ''),
  };
}

function page(title: string, text: string): string {
  const heading = escapeMarkup(title);
  return `<!doctype html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${heading}</title>
<style>${STYLE}</style></head>
<body><main><h1>${heading}</h1>${text ? `<p>${escapeMarkup(text)}</p>` : ''}</main></body></html>
`;
}
