import type { BodyFormat } from '../../common/WebhookConfig';

const FORMATS: readonly (readonly [RegExp, BodyFormat])[] = [
  [/^(application|text)\/json$|^[^/]+\/[^/]+\+json$/, 'json'],
  [/^application\/x-www-form-urlencoded$/, 'form'],
  [/^multipart\/form-data$/, 'multipart'],
  [/^(application|text)\/xml$|^[^/]+\/[^/]+\+xml$/, 'xml'],
  [/^application\/(x-)?(ndjson|jsonl|jsonlines)$/, 'ndjson'],
  [/^text\//, 'text'],
  [/^(image|audio|video|font|model)\/|^application\/(octet-stream|pdf|zip|gzip|x-gzip|x-tar)$/, 'binary'],
];

/**
 * The format that a content type stands for.
 * @param type `type/subtype` in lower case
 * @returns undefined for types that say nothing about how to read the body
 */
export function formatOf(type: string): BodyFormat | undefined {
  return FORMATS.find(([pattern]) => pattern.test(type))?.[1];
}
