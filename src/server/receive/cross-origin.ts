import { corsHeaders, preflightReply } from '../respond';
import { receive } from './receive';
import type { Steps } from './Steps';
import type { Rejection } from '../model/rejection';
import type { Endpoint, Route } from '../model/endpoint';
import type { Call, Reply } from '../model/request';

/**
 * One request, with what a page of another origin needs to read its answer, a refusal too. A browser that asks before it calls is
 * answered here: that starts nothing, and is no delivery.
 * @param fault what is answered when something throws behind the route
 * @throws when the route can't be found out: nobody knows then which origins may read the answer
 */
export async function receiveCrossOrigin(
  call: Call,
  steps: Steps,
  fault: (error: unknown) => Rejection,
): Promise<Reply | Rejection> {
  const route = await steps.route(call.method, call.endpointPath);
  const [origin] = call.headers.get('origin') ?? [];
  const [wanted] = call.headers.get('access-control-request-method') ?? [];
  const cors = endpointOf(route, wanted)?.cors;
  if (cors && origin && wanted && call.method === 'OPTIONS' && route.found === 'method') {
    const asked = (call.headers.get('access-control-request-headers') ?? []).join(',');
    return preflightReply(cors, origin, { methods: route.allow, asked });
  }
  const outcome = await receive(call, { ...steps, route: async () => route }).catch(fault);
  return cors ? { ...outcome, headers: [...(outcome.headers ?? []), ...corsHeaders(cors, origin)] } : outcome;
}

// Several endpoints may share a path, each with methods of its own.
function endpointOf(route: Route, wanted: string | undefined): Endpoint | undefined {
  if (route.found === 'endpoint') return route.endpoint;
  if (route.found !== 'method') return undefined;
  const method = wanted === 'HEAD' ? 'GET' : wanted;
  return (route.others.find(({ endpoint }) => endpoint.methods.some((one) => one === method)) ?? route.others[0])
    ?.endpoint;
}
