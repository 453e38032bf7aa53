import findMyWay, { type HTTPVersion, type Instance } from 'find-my-way';
import { METHODS } from '../../common/constants';
import type { Method } from '../../common/WebhookConfig';
import type { Endpoint, Route } from '../model/endpoint';

/** Endpoints that claim one method and one shape of path: one, or none after it went, or several that contest it. */
type Claims = Endpoint[];

const MAX_PARAMETER_LENGTH = 64 * 1024;
const MAX_LISTED = 100;
const noop = () => undefined;

/**
 * The endpoints of this application. Paths without parameters, which most have, are in a map; the others in a radix tree: finding one
 * costs the same with ten and with ten thousand. See ADR 1.
 */
export class EndpointRegistry {
  private readonly endpoints = new Map<string, Endpoint>();
  private readonly literal = new Map<string, Claims>();
  private readonly patterned = new Map<string, Claims>();
  private router: Instance<HTTPVersion.V1> = newRouter();

  /** Puts an endpoint in, in place of the one that this workflow version had. */
  set(endpoint: Endpoint): void {
    this.delete(endpoint.workflowId);
    this.endpoints.set(String(endpoint.workflowId), endpoint);
    for (const method of endpoint.methods) this.claim(method, endpoint);
  }

  /** Takes the endpoint of this workflow version out; nothing happens when it has none, so other versions are safe. */
  delete(workflowId: number | string): void {
    const endpoint = this.endpoints.get(String(workflowId));
    if (!endpoint) return;
    this.endpoints.delete(String(workflowId));
    const places = isLiteral(endpoint) ? this.literal : this.patterned;
    for (const method of endpoint.methods) {
      const claims = places.get(placeOf(method, endpoint));
      claims?.splice(claims.indexOf(endpoint), 1);
      if (places === this.literal && !claims?.length) places.delete(placeOf(method, endpoint));
    }
  }

  /** The endpoint of this workflow version, if it has one. */
  get(workflowId: number | string): Endpoint | undefined {
    return this.endpoints.get(String(workflowId));
  }

  /** The endpoint of a workflow, whichever of its versions is enabled. */
  ofWorkflow(workflowKey: string): Endpoint | undefined {
    return [...this.endpoints.values()].find((endpoint) => endpoint.workflowKey === workflowKey);
  }

  /** The endpoints that refuse every request because of their configuration, at most a hundred. */
  misconfigured(): Endpoint[] {
    return [...this.endpoints.values()].filter(({ misconfigured }) => misconfigured).slice(0, MAX_LISTED);
  }

  /**
   * @param method as sent; HEAD is looked up as GET
   * @param path below the webhooks segment, with a leading slash, percent-encoding as sent
   */
  find(method: string, path: string): Route {
    const decodable = path.includes('%') ? path.split('/').map(decodableSegment).join('/') : path;
    const wanted = method === 'HEAD' ? 'GET' : method;
    if (METHODS.includes(wanted as Method)) {
      const route = this.look(wanted as Method, decodable);
      if (route) return route;
    }
    const others = METHODS.flatMap((other) => {
      const route = this.look(other, decodable);
      return route?.found === 'endpoint' ? [{ ...route, method: other }] : [];
    });
    if (!others.length) return { found: 'nothing' };
    const allow = others.flatMap(({ method: one }) => (one === 'GET' ? ['GET', 'HEAD'] : [one]));
    return { found: 'method', allow, others };
  }

  private look(method: Method, path: string): Route | undefined {
    const claims = this.literal.get(`${method} ${decodeURI(path).replace(/(.)\/$/, '$1')}`);
    if (claims) return toRoute(claims, {});
    let match = this.router.find(method, path);
    if (match && !(match.store as Claims).length) {
      // The tree still holds a path that has no endpoint, and might hide another one behind it: it is rebuilt.
      this.rebuild();
      match = this.router.find(method, path);
    }
    return match ? toRoute(match.store as Claims, match.params) : undefined;
  }

  private claim(method: Method, endpoint: Endpoint): void {
    const literal = isLiteral(endpoint);
    const places = literal ? this.literal : this.patterned;
    const place = placeOf(method, endpoint);
    const claims = places.get(place);
    if (claims) {
      claims.push(endpoint);
      return;
    }
    const first = [endpoint];
    places.set(place, first);
    if (!literal) this.router.on(method, routerPath(endpoint), noop, first);
  }

  private rebuild(): void {
    this.router = newRouter();
    this.patterned.clear();
    for (const endpoint of this.endpoints.values()) {
      if (!isLiteral(endpoint)) for (const method of endpoint.methods) this.claim(method, endpoint);
    }
  }
}

function newRouter(): Instance<HTTPVersion.V1> {
  return findMyWay({ caseSensitive: true, ignoreTrailingSlash: true, maxParamLength: MAX_PARAMETER_LENGTH });
}

function isLiteral({ pattern }: Endpoint): boolean {
  return pattern.names.length === 0;
}

function placeOf(method: Method, { pattern }: Endpoint): string {
  return `${method} /${pattern.shape}`;
}

// As elsewhere in Koa, what can't be decoded is taken as it was sent. Some senders encode characters that a path may hold as they are;
// neither decodeURI nor the router takes those for the same.
function decodableSegment(segment: string): string {
  try {
    decodeURIComponent(segment);
    return segment.replace(/%(?:24|26|2B|2C|3B|3D|40)/gi, decodeURIComponent);
  } catch {
    return segment.replaceAll('%', '%25');
  }
}

function routerPath({ pattern }: Endpoint): string {
  // Parameters are numbered, so that a name can't mean anything to the router.
  return pattern.segments
    .map(({ type, value }, index) => (type === 'literal' ? `/${value}` : type === 'rest' ? '/*' : `/:p${index}`))
    .join('');
}

function toRoute(claims: Claims, matched: Record<string, string | undefined>): Route {
  if (claims.length > 1) return { found: 'contested', endpoints: [...claims] };
  const [endpoint] = claims;
  const params = Object.create(null) as Record<string, string>;
  endpoint.pattern.segments.forEach(({ type, value }, index) => {
    if (type !== 'literal') params[value] = matched[type === 'rest' ? '*' : `p${index}`] ?? '';
  });
  return { found: 'endpoint', endpoint, params };
}
