import { corsHeaders, preflightResponse } from '../respond';
import { receive } from './receive';
import type { Steps } from './Steps';
import type { Rejection } from '../model/rejection';
import type { Endpoint, Route } from '../model/endpoint';
import type { ReceivedRequest, HttpResponse } from '../model/request';

/**
 * One request, with what a page of another origin needs to read its answer, a refusal too. A browser that asks before it calls is
 * answered here: that starts nothing, and is no delivery.
 * @param fault what is answered when something throws behind the route
 * @throws when the route can't be found out: it is unknown then which origins may read the response
 */
export async function receiveCrossOrigin(
  request: ReceivedRequest,
  steps: Steps,
  fault: (error: unknown) => Rejection,
): Promise<HttpResponse | Rejection> {
  const route = await steps.route(request.method, request.endpointPath);
  const [origin] = request.headers.get('origin') ?? [];
  const [wanted] = request.headers.get('access-control-request-method') ?? [];
  const cors = endpointOf(route, wanted)?.cors;
  if (cors && origin && wanted && request.method === 'OPTIONS' && route.found === 'method') {
    const asked = (request.headers.get('access-control-request-headers') ?? []).join(',');
    return preflightResponse(cors, origin, { methods: route.allow, asked });
  }
  const outcome = await receive(request, route, steps).catch(fault);
  return cors ? { ...outcome, headers: [...(outcome.headers ?? []), ...corsHeaders(cors, origin)] } : outcome;
}

// Several endpoints may share a path, each with methods of its own.
function endpointOf(route: Route, wanted: string | undefined): Endpoint | undefined {
  if (route.found === 'endpoint') return route.endpoint;
  if (route.found !== 'method') return undefined;
  const method = wanted === 'HEAD' ? 'GET' : wanted;
  const match = route.others.find(({ endpoint }) => endpoint.methods.some((one) => one === method));
  return (match ?? route.others[0]).endpoint;
}
