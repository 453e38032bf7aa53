import { DEFAULTS } from '../../common/constants';
import type { Provider, SignedFormat } from '../../common/providers';
import type { ResponseConfig, ValueSource, WebhookConfig } from '../../common/WebhookConfig';
import { aliasedFields } from './aliased-fields';
import { rateLimiter } from './rate-limiter';
import type { Credentials, Endpoint } from '../model/endpoint';
import type { Catalogue, KnownProvider } from '../model/provider';
import { CATALOGUE } from '../providers';
import { readValue } from '../request/read-request';
import { formResponse } from '../respond';
import { compileAllowlist } from '../../common/allowlist';
import { compileVerification } from '../verify/compile-verification';
import { configProblems, shownProblems } from './config-problems';
import { endpointPlace, type WebhookWorkflow } from './endpoint-place';
import { isOwnResponse } from './is-own-response';
import { acknowledgementOf, findKnownProvider, handshakeOf } from './known-provider';
import { replayWindow } from './replay-window';

/**
 * Makes a ready endpoint of a workflow. It never throws: a configuration that can't be compiled gives an endpoint that says why in
 * `misconfigured` and refuses every request.
 * @param credentials gives the endpoint's secrets at the time of a request
 * @param catalogue the providers that the configuration may name
 */
export function compileEndpoint(
  workflow: WebhookWorkflow,
  credentials: () => Promise<Credentials | { missing: string }>,
  catalogue: Catalogue = CATALOGUE,
): Endpoint {
  const problems = shownProblems(configProblems(workflow.config, catalogue.providers));
  const place = {
    workflowId: workflow.id,
    workflowKey: workflow.key,
    title: workflow.title ?? '',
    ...endpointPlace(workflow),
  };
  if (problems.length) {
    const named = problems.map(({ path, key }) => `${path} ${key}`).join(', ');
    return { ...refusing(place, `configuration: ${named}`), problems };
  }
  try {
    return { ...place, ...compileConfig(workflow.config ?? {}, catalogue), credentials };
  } catch (error) {
    return refusing(place, error instanceof Error ? error.message : 'configuration');
  }
}

type Place = Pick<Endpoint, 'workflowId' | 'workflowKey' | 'title' | 'pattern' | 'methods'>;

function compileConfig(config: WebhookConfig, catalogue: Catalogue): Omit<Endpoint, keyof Place | 'credentials'> {
  const verification = config.verification ?? undefined;
  const known = findKnownProvider(catalogue, verification?.type === 'signature' ? verification.scheme : undefined);
  const verifier = compileVerification(verification, known);
  const acknowledge = acknowledgementOf(known);
  return {
    countCall: rateLimiter(config.rateLimit),
    allows: compileAllowlist(config.allowlist ?? []),
    verifier,
    tolerance: (verification?.type === 'signature' && verification.tolerance) || undefined,
    handshake: handshakeOf(known),
    acknowledgement: (input) =>
      formResponse(config.formResponse, input.request.headers) ??
      (isOwnResponse(config.response) ? undefined : acknowledge?.(input)),
    ...identification(config, known),
    replayWindow: replayWindow(config, known?.provider),
    secretOptions: (known?.provider.options ?? []).filter(({ secret }) => secret).map(({ name }) => name),
    maxBodySize: config.maxBodySize ?? DEFAULTS.maxBodySize,
    timeout: config.timeout ?? DEFAULTS.timeout,
    rawBody: config.rawBody ?? false,
    exposedHeaders: exposedHeaders(config, verifier),
    fields: aliasedFields(config.variables ?? {}),
    response: withDefaultBody(config.response ?? {}),
    failureResponse: config.failureResponse ?? undefined,
    timeoutResponse: config.timeoutResponse ?? undefined,
    cors: config.cors ?? undefined,
    files: config.files ?? undefined,
    body: {
      format: config.format ?? undefined,
      signedFormats: signedFormats(verification?.type === 'signature' ? verification.scheme : undefined, known),
      payloadField: config.payloadField ?? known?.provider.payloadField ?? '',
      signedBody: config.signedBody ?? 'received',
    },
  };
}

const ANY_FORMAT: readonly SignedFormat[] = ['json', 'multipart', 'xml', 'form'];

/** A provider that sends a token signs nothing: its bodies are read by their type. */
function signedFormats(scheme: string | undefined, known: KnownProvider | undefined) {
  if (scheme === 'custom') return ANY_FORMAT;
  if (!known || known.provider.token) return undefined;
  return known.provider.formats ?? ['json'];
}

function exposedHeaders(
  { exposeHeaders }: WebhookConfig,
  { credentialHeaders, signed }: Endpoint['verifier'],
): readonly string[] {
  const read = [...credentialHeaders, ...(signed?.headers ?? [])];
  return (exposeHeaders ?? []).map((name) => name.toLowerCase()).filter((name) => !read.includes(name));
}

function withDefaultBody(response: ResponseConfig): ResponseConfig {
  const { type, body } = response;
  // The panel shows the default text in the place of an empty one; to send nothing there is a type.
  const leftEmpty = type === 'text' ? body === undefined || body === '' : !type && body === undefined;
  return leftEmpty ? { ...response, body: DEFAULTS.responseBody } : response;
}

/** Where the configuration, or else the provider, says which event a request is, and of which kind. */
function identification(
  { deduplication }: WebhookConfig,
  known: KnownProvider | undefined,
): Pick<Endpoint, 'identify' | 'deduplication'> {
  const { deliveryId, eventType }: Partial<Provider> = known?.provider ?? {};
  const key: ValueSource | undefined = deduplication
    ? { from: deduplication.source, name: deduplication.key }
    : deliveryId;
  const code = deduplication ? undefined : known?.code.deliveryId;
  return {
    identify: (request) => ({
      idempotencyKey: (code ? code(request) : key && readValue(request, key)) ?? null,
      eventType: (eventType && readValue(request, eventType)) ?? null,
    }),
    deduplication: {
      source: key ? `${key.from}:${key.from === 'header' ? key.name.toLowerCase() : key.name}` : '',
      seconds: deduplication?.seconds ?? DEFAULTS.deduplicationSeconds,
    },
  };
}

function refusing(place: Place, misconfigured: string): Endpoint {
  return {
    ...place,
    misconfigured,
    countCall: () => 0,
    allows: () => false,
    verifier: {
      verify: () => ({ verified: false, reason: misconfigured }),
      credentialHeaders: [],
      credentialQuery: [],
    },
    credentials: async () => ({ missing: misconfigured }),
    identify: () => ({ idempotencyKey: null, eventType: null }),
    deduplication: { source: '', seconds: 0 },
    secretOptions: [],
    maxBodySize: 0,
    timeout: 0,
    rawBody: false,
    exposedHeaders: [],
    fields: () => ({}),
    response: {},
    body: { payloadField: '', signedBody: 'received' },
  };
}
