import type { IncomingRequest } from '../../model/request';
import { type JsonObject, isObject, jsonObject } from '../../request/reading';
import { emptyResponse } from '../responses';
import type { Handshake, HandshakeInput, HandshakeResult } from '../types';

/** For signed test calls: 200, and the workflow does not run. The signature has been checked like that of an event. */
export function quiet(
  isTest: (body: JsonObject, request: IncomingRequest) => boolean,
): NonNullable<Handshake['signed']> {
  return ({ request }) => {
    const body = request.method === 'POST' ? jsonObject(request.body) : undefined;
    return body && isTest(body, request) ? emptyResponse(200) : undefined;
  };
}

/** HEAD by which Trello and Intercom look whether the address exists, unsigned. */
export function answerHead({ request }: HandshakeInput): HandshakeResult | undefined {
  return request.method === 'HEAD' ? emptyResponse(200) : undefined;
}

/** The verify button of LINE, and Asana's heartbeat. */
export function hasNoEvents(body: JsonObject): boolean {
  return Array.isArray(body.events) && body.events.length === 0;
}

/** "Send test event" of PagerDuty. */
export function isPagerDutyPing(body: JsonObject): boolean {
  return isObject(body.event) && body.event.event_type === 'pagey.ping';
}

/** "Send a test request" of Intercom. */
export function isIntercomPing(body: JsonObject): boolean {
  return body.type === 'notification_event' && body.topic === 'ping';
}
