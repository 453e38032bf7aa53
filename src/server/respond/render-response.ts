import { DEFAULTS } from '../../common/constants';
import { parseJsonTemplate } from '../../common/template';
import type { ResponseConfig } from '../../common/WebhookConfig';
import type { HttpResponse } from '../model/request';
import { bodyOf } from './body';
import { encodeLocation } from './header-rules';
import { escapeMarkup, renderText, renderValue, type Resolve } from './render';
import { renderedSchema } from './response-schema';

/** Largest body of a reply, in bytes. */
export const MAX_REPLY_BODY = 16 * 1024 * 1024;

/** Why there is no reply: the field, and which message of the locale files with which parameters says why. It repeats no value. */
export interface ResponseProblem {
  path: string;
  key: string;
  params?: Record<string, unknown>;
}

/** Makes a response of its configuration, before and after its variables are filled in. */
type Rendered = Omit<ResponseConfig, 'status'> & { status: unknown };

/**
 * Fills in the variables of a response and checks all that came of it: a variable may hold anything.
 * @param usualStatus where the response has none; that of a redirect is 302 all the same
 * @returns the reply, its headers safe to send; or the first problem. It never throws.
 */
export function renderResponse(
  config: ResponseConfig,
  resolve: Resolve,
  usualStatus: number = DEFAULTS.responseStatus,
): HttpResponse | ResponseProblem {
  let rendered: Rendered;
  try {
    rendered = render(config, resolve, usualStatus);
  } catch {
    return { path: 'body', key: 'response.unwritable' };
  }
  const { error } = renderedSchema.validate(rendered, { convert: false, context: { rendered: true } });
  if (error) {
    const [{ path, type, context }] = error.details;
    const valids = (context?.valids as unknown[] | undefined)?.join(', ');
    return { path: path.join('.'), key: type, params: { limit: context?.limit as unknown, valids } };
  }
  try {
    return toReply(rendered as Rendered & { status: number });
  } catch {
    return { path: 'body', key: 'response.unwritable' };
  }
}

/** Tells a problem from a reply. */
export function isResponseProblem(value: HttpResponse | ResponseProblem): value is ResponseProblem {
  return 'key' in value;
}

function render(config: ResponseConfig, resolve: Resolve, usualStatus: number): Rendered {
  const { status, headers, type, contentType, location, allowCookies } = config;
  return {
    status: statusOf(
      renderValue(status ?? undefined, resolve) ?? (type === 'redirect' ? DEFAULTS.redirectStatus : usualStatus),
    ),
    headers: headers?.map(({ name, value }) => ({ name, value: renderText(value, resolve) })),
    type,
    contentType: contentType && renderText(contentType, resolve),
    location: type === 'redirect' ? renderText(location ?? '', resolve) : undefined,
    allowCookies,
    body: renderBody(config, resolve),
  };
}

function renderBody({ type, body }: ResponseConfig, resolve: Resolve): unknown {
  switch (type) {
    case 'empty':
    case 'redirect':
      return null;
    case 'json':
      return renderValue(typeof body === 'string' ? parseJsonTemplate(body || 'null') : body, resolve);
    case 'xml':
    case 'html':
      return renderText(String(body ?? ''), resolve, escapeMarkup);
    case 'text':
    case 'binary':
      return renderText(String(body ?? ''), resolve);
    case undefined:
    default:
      return renderValue(body, resolve);
  }
}

// Statuses come as text from forms and from headers.
function statusOf(value: unknown): unknown {
  return typeof value === 'string' && /^\d{3}$/.test(value.trim()) ? Number(value) : value;
}

function toReply({
  status,
  headers = [],
  type,
  contentType,
  location,
  body,
}: Rendered & { status: number }): HttpResponse {
  const made = bodyOf(type ?? undefined, body);
  const list = ((headers as typeof headers | null) ?? []).map(({ name, value }) => ({ name, value }));
  if (location) list.push({ name: 'Location', value: encodeLocation(location) });
  if (!made || [204, 205, 304].includes(status)) {
    return { status, headers: list.filter(({ name }) => name.toLowerCase() !== 'content-type') };
  }
  if (Buffer.byteLength(made.body) > MAX_REPLY_BODY) throw new RangeError('body too large');
  const typed = list.find(({ name }) => name.toLowerCase() === 'content-type');
  if (!typed) list.unshift({ name: 'Content-Type', value: contentType || made.contentType });
  return { status, headers: list, body: made.body };
}
