import type { BodyFormat } from '../../common/WebhookConfig';

/** How to read a body of a type. */
export interface Reading {
  format: BodyFormat;
  /** senders put JSON under this type too, so a body that is a JSON object or list is read as one */
  orJson?: boolean;
}

// Textual types outside `text/…`.
const TEXTUAL = [
  'csv|text|plain|yaml|x-yaml|toml|json5|json-seq|sql|x-sql|graphql|sparql-query|n-triples|n-quads|trig|x-ldif',
  'javascript|x-javascript|ecmascript|x-ecmascript|typescript|x-typescript|x-sh|x-csh|x-perl|x-python|x-php|x-httpd-php|tex|x-tex|x-latex',
  'xml-dtd|edifact|edi-x12|edi-consent|hl7-v2|jwt|jose|sdp|openmetrics-text|x-pem-file|pem-certificate-chain|pgp-keys|pgp-signature',
].join('|');

const READINGS: readonly (readonly [RegExp, Reading])[] = [
  [
    /^(application|text)\/(x-)?(ndjson|ldjson|jsonl|jsonlines|json-lines|json-?stream|stream\+json)$/,
    { format: 'ndjson' },
  ],
  [/^(application|text)\/json$|^[^/]+\/[^/]+\+json$/, { format: 'json' }],
  // curl's default, whatever the body is.
  [/^application\/x-www-form-urlencoded$/, { format: 'form', orJson: true }],
  [/^multipart\/form-data$/, { format: 'multipart' }],
  [/^(application|text)\/xml$|^[^/]+\/[^/]+\+xml$/, { format: 'xml' }],
  [new RegExp(`^text/|^application/(${TEXTUAL})$|\\+(?:yaml|jwt)$`), { format: 'text', orJson: true }],
  [/^(image|audio|video|font|model)\/|^application\/(pdf|zip|gzip|x-gzip|x-tar)$/, { format: 'binary' }],
  // Unknown binary formats: their first bytes must not decide, except for senders that forget the type of JSON.
  [/^[^/\s]+\/[^/\s]+$/, { format: 'binary', orJson: true }],
];

/**
 * How to read a body of a content type.
 * @param type `type/subtype` in lower case
 * @returns undefined for text that is not a type
 */
export function formatOf(type: string): Reading | undefined {
  return READINGS.find(([pattern]) => pattern.test(type))?.[1];
}
