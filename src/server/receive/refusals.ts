import { isRejection, reject, type Rejection } from '../model/rejection';
import type { Exchange } from '../model/delivery';
import type { Check } from '../../common/api/deliveries';
import type { Endpoint } from '../model/endpoint';
import type { HttpResponse } from '../model/request';

/** Records that a check was passed. */
export function passed({ checks }: Exchange, step: Check['step']): void {
  checks.push({ step, ok: true });
}

/** Records that a check failed, and returns its outcome. */
export function failed(
  { checks }: Exchange,
  step: Check['step'],
  outcome: HttpResponse | Rejection,
): HttpResponse | Rejection {
  if (isRejection(outcome)) checks.push({ step, ok: false, detail: outcome.reason });
  return outcome;
}

/** 401 for a request that is not authentic. @param reason for the delivery log alone */
export function unauthenticated(reason: string, { verifier }: Endpoint): Rejection {
  const { challenge } = verifier;
  return reject('unauthenticated', reason, {
    headers: challenge ? [{ name: 'WWW-Authenticate', value: challenge }] : [],
  });
}
