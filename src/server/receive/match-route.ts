import { reject, type Rejection } from '../model/rejection';
import type { Endpoint, Route } from '../model/endpoint';
import type { ReceivedRequest, HttpResponse } from '../model/request';

/** What a route leads to. */
export interface RouteMatch {
  endpoint: Endpoint;
  params: Readonly<Record<string, string>>;
  /** the response to a method that the endpoint does not take, unless the request turns out to be a handshake */
  otherMethod?: HttpResponse | Rejection;
  /** the response, without any further step */
  refusal?: HttpResponse | Rejection;
}

/** The endpoint that a request is for; 404 without one. */
export function matchRoute(request: ReceivedRequest, route: Route): RouteMatch | Rejection {
  const { method } = request;
  switch (route.found) {
    case 'endpoint':
      return route;
    case 'nothing':
      return reject('endpoint_not_found', 'no endpoint');
    case 'contested': {
      const [endpoint] = route.endpoints;
      return {
        endpoint,
        params: {},
        refusal: reject('unavailable', `claimed by ${route.endpoints.map(nameOf).join(' and ')}`),
      };
    }
    case 'method': {
      const otherMethod = methodNotAllowed(request, route.allow);
      const shaking = route.others.find(({ endpoint }) => endpoint.handshake?.methods.includes(method));
      return shaking ? { ...shaking, otherMethod } : { ...route.others[0], otherMethod, refusal: otherMethod };
    }
  }
}

function methodNotAllowed(request: ReceivedRequest, allow: readonly string[]): HttpResponse | Rejection {
  const { method } = request;
  const headers = [{ name: 'Allow', value: allow.join(', ') }];
  if (method === 'OPTIONS') return agreement(request, headers) ?? { status: 204, headers };
  return reject('method_not_allowed', `${method} on an endpoint for ${allow.join(', ')}`, { headers });
}

/**
 * Agrees to be sent CloudEvents, which its senders (Azure Event Grid) ask for before the first one. It proves nothing of the sender, and
 * nothing is verified by it. Source: CloudEvents, "HTTP 1.1 Web Hooks", 4. Abuse protection.
 */
function agreement({ headers: sent }: ReceivedRequest, allow: HttpResponse['headers']): HttpResponse | undefined {
  const [origin, ...more] = sent.get('webhook-request-origin') ?? [];
  if (!origin || more.length || !/^[\w.:-]{1,253}$/.test(origin)) return undefined;
  const headers = [...allow, { name: 'WebHook-Allowed-Origin', value: origin }];
  return {
    status: 200,
    headers: sent.has('webhook-request-rate') ? [...headers, { name: 'WebHook-Allowed-Rate', value: '*' }] : headers,
  };
}

function nameOf({ title, workflowKey }: Endpoint): string {
  return `"${title}" (${workflowKey})`;
}
