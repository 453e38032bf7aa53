import type { CloudEvent } from '../model/delivery';
import type { HeaderMap } from '../model/request';

const ATTRIBUTE = /^ce-([a-z0-9]{1,64})$/;
const REQUIRED = ['specversion', 'id', 'source', 'type'];

/**
 * The attributes of a CloudEvent in binary mode (CloudEvents 1.0, HTTP protocol binding, 3.1): headers `ce-…`, percent-encoded.
 * @returns undefined when a required attribute is missing: it is not a CloudEvent then
 */
export function eventOfHeaders(headers: HeaderMap): CloudEvent | undefined {
  const attributes: [string, string][] = [];
  for (const [header, values] of headers) {
    const [, name] = ATTRIBUTE.exec(header) ?? [];
    if (name) attributes.push([name, decode(values.join(', '))]);
  }
  return toEvent(attributes);
}

/**
 * The attributes of a CloudEvent in structured mode: all members but the data.
 * @returns undefined when it is not an object, or a required attribute is missing
 */
export function eventOfJson(value: unknown): CloudEvent | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return toEvent(Object.entries(value).filter(([name]) => name !== 'data' && name !== 'data_base64'));
}

function toEvent(attributes: [string, unknown][]): CloudEvent | undefined {
  // fromEntries defines properties: the names are the sender's.
  const event: Record<string, unknown> = Object.fromEntries(attributes);
  const complete = REQUIRED.every(
    (name) => Object.hasOwn(event, name) && event[name] && typeof event[name] === 'string',
  );
  return complete ? (event as unknown as CloudEvent) : undefined;
}

// A raw non-ASCII character should have been percent-encoded; it is kept unchanged.
function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
