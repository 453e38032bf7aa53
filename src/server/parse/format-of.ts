import type { BodyFormat } from '../../common/WebhookConfig';

/** How a body of some type is to be read. */
export interface Reading {
  format: BodyFormat;
  /** senders put JSON under this type too, so a body that is a JSON object or list is read as one */
  orJson?: boolean;
}

const READINGS: readonly (readonly [RegExp, Reading])[] = [
  [/^(application|text)\/json$|^[^/]+\/[^/]+\+json$/, { format: 'json' }],
  // What curl sends unless told otherwise, whatever the body is.
  [/^application\/x-www-form-urlencoded$/, { format: 'form', orJson: true }],
  [/^multipart\/form-data$/, { format: 'multipart' }],
  [/^(application|text)\/xml$|^[^/]+\/[^/]+\+xml$/, { format: 'xml' }],
  [/^(application|text)\/(x-)?(ndjson|jsonl|jsonlines)$/, { format: 'ndjson' }],
  [/^text\//, { format: 'text', orJson: true }],
  [/^application\/octet-stream$/, { format: 'binary', orJson: true }],
  [/^(image|audio|video|font|model)\/|^application\/(pdf|zip|gzip|x-gzip|x-tar)$/, { format: 'binary' }],
];

/**
 * How to read a body of a content type.
 * @param type `type/subtype` in lower case
 * @returns undefined for types that say nothing about it
 */
export function formatOf(type: string): Reading | undefined {
  return READINGS.find(([pattern]) => pattern.test(type))?.[1];
}
