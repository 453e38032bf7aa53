import { reject, type Rejection } from './rejection';
import { unavailable } from './refusals';
import type { Call, Endpoint, Reply, Route } from './types';

/** What was found where a request came to. */
export interface Entry {
  endpoint: Endpoint;
  params: Readonly<Record<string, string>>;
  /** the endpoint's answer to a method of no use for it, unless the call turns out to be a handshake */
  otherMethod?: Reply | Rejection;
  /** nothing but this is to be said */
  refusal?: Reply | Rejection;
}

/** The endpoint that a request came to; 404 when there is none. */
export function enter({ method }: Call, route: Route): Entry | Rejection {
  switch (route.found) {
    case 'endpoint':
      return route;
    case 'nothing':
      return reject('endpoint_not_found', 'no endpoint');
    case 'contested': {
      const [endpoint] = route.endpoints;
      return { endpoint, params: {}, refusal: unavailable(`claimed by ${route.endpoints.map(nameOf).join(' and ')}`) };
    }
    case 'method': {
      const otherMethod = methodNotAllowed(method, route.allow);
      const shaking = route.others.find(({ endpoint }) => endpoint.handshake?.methods.includes(method));
      return shaking ? { ...shaking, otherMethod } : { ...route.others[0], otherMethod, refusal: otherMethod };
    }
  }
}

function methodNotAllowed(method: string, allow: readonly string[]): Reply | Rejection {
  const headers = [{ name: 'Allow', value: allow.join(', ') }];
  if (method === 'OPTIONS') return { status: 204, headers };
  return reject('method_not_allowed', `${method} on an endpoint for ${allow.join(', ')}`, { headers });
}

function nameOf({ title, workflowKey }: Endpoint): string {
  return `"${title}" (${workflowKey})`;
}
