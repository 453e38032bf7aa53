import { providers, timeTolerance, TOKEN_HEADERS, type Provider } from '../../src/common/providers';
import type { SignatureScheme, ValueSource } from '../../src/common/WebhookConfig';

const ALGORITHMS: Record<SignatureScheme['algorithm'], string> = {
  'hmac-sha1': 'HMAC-SHA1',
  'hmac-sha256': 'HMAC-SHA256',
  'hmac-sha512': 'HMAC-SHA512',
  sha256: 'SHA-256',
  ed25519: 'Ed25519',
  'rsa-sha256': 'RSA with SHA-256',
  'ecdsa-p256': 'ECDSA with P-256 and SHA-256',
};

/** The pages of `docs/providers/`, by file name: one a provider, and an index. */
export function providerPages(): Map<string, string> {
  const pages = new Map(providers.map((provider) => [`${provider.id}.md`, providerPage(provider)]));
  return pages.set('README.md', indexPage());
}

/** The page of one provider. */
export function providerPage(provider: Provider): string {
  const { id, name, hint, guide, options = [] } = provider;
  const lines = [
    `# ${name}`,
    '',
    `Choose the verification **Signature** and the provider **${name}** (\`scheme: ${id}\`).`,
    '',
    `- **Where to paste the URL:** ${guide.place}`,
    `- **Secret:** ${hint.en}`,
    ...options.map(
      ({ name: option, label, isSwitch, missing }) =>
        `- **Option \`${option}\`${isSwitch ? ' (`true`)' : ''}:** ${label.en}.${missing ? ` ${missing.en}` : ''}`,
    ),
    `- **Checked:** \`${provider.proof}\`. ${guide.signed ?? signedText(provider)}`,
    `- **Timestamp:** ${timestampText(provider)}`,
    `- **Duplicates:** ${sourceText(provider.deliveryId, 'recognised by', 'the provider sends nothing that is the same for every try of one event. Choose a field under "Deduplication", if there is one.')}`,
    `- **Event type:** ${sourceText(provider.eventType, 'from', 'not told outside the body.')}`,
    `- **Handshake:** ${guide.handshake ?? 'none.'}`,
  ];
  if (guide.note) lines.push('', guide.note);
  return `${lines.join('\n')}\n`;
}

function signedText({ signature }: Provider): string {
  const schemes = signature === undefined ? [] : 'length' in signature ? [...signature] : [signature];
  return schemes
    .map(({ algorithm, encoding = 'hex', prefix, field, keyEncoding, signedContent = '{body}' }) => {
      const before = prefix ? `, after \`${prefix}\`` : field ? `, as \`${field}=\`` : '';
      const key = keyEncoding === 'whsec' || keyEncoding === 'base64' ? ' The secret is decoded from base64.' : '';
      return `${ALGORITHMS[algorithm]} in ${encoding}${before}, of \`${signedContent}\`.${key}`;
    })
    .join(' Or: ');
}

function timestampText(provider: Provider): string {
  const tolerance = timeTolerance(provider);
  return tolerance === undefined
    ? 'none is signed, so an old request can be sent again. Duplicates are the protection.'
    : `at most ${tolerance} s off, both ways, unless you set another tolerance.`;
}

function sourceText(source: ValueSource | undefined, verb: string, otherwise: string): string {
  if (!source) return otherwise;
  const names = [source.name, ...(source.alternatives ?? [])].map((name) => `\`${name}\``).join(' or ');
  const kind = { header: 'the header', query: 'the query parameter', body: 'the field' }[source.from];
  return `${verb} ${kind} ${names}${source.from === 'body' ? ' of the body' : ''}.`;
}

function indexPage(): string {
  return [
    '# Providers',
    '',
    'One page a provider, made by `npm run docs:providers` from the data that the verification runs with.',
    '',
    ...providers.map(({ id, name, proof }) => `- [${name}](${id}.md): \`${proof}\``),
    '',
    'Senders that put a secret into a header as it is are set up as the credential "header":',
    '',
    ...TOKEN_HEADERS.map(({ name, header }) => `- ${name}: \`${header}\``),
    '',
    'For every other sender there is the scheme `custom`.',
    '',
  ].join('\n');
}
