import type { Rejection } from '../model/rejection';
import type { BodyToParse, ParsedBody } from '../model/body';
import type { ReceivedFile, Exchange, WorkflowContext } from '../model/delivery';
import type { BodySettings, Endpoint, Route } from '../model/endpoint';
import type { ReceivedRequest, ReceivedBody, HttpResponse } from '../model/request';

/** What the pipeline calls: all that touches a socket, the database or the engine is passed in. */
export interface Steps {
  route(method: string, path: string): Promise<Route>;
  readBody(maxBodySize: number): Promise<ReceivedBody | Rejection>;
  /** `unproven`: within the limits for what anyone can send */
  parseBody(
    body: BodyToParse,
    settings: BodySettings,
    unproven?: boolean,
  ): ParsedBody | { problem: string; reason: string };
  parseQuery(search: string): unknown;
  fetchCertificate(url: string): Promise<string>;
  /** attempts of an address at an endpoint that were refused */
  attempts: {
    /** seconds to wait because of too many; 0: the request may go on */
    wait(request: ReceivedRequest, endpoint: Endpoint): Promise<number>;
    refused(request: ReceivedRequest, endpoint: Endpoint): void;
    accepted(request: ReceivedRequest, endpoint: Endpoint): void;
  };
  /** whether a person has asked for a handshake that hands over a secret, in the last minutes */
  expectsHandshake(endpoint: Endpoint): Promise<boolean>;
  /** writes down that a challenge was answered, with what a person must do something with; or refuses it, when that can't be kept */
  recordHandshake(
    exchange: Exchange,
    response: HttpResponse,
    notice?: { key: string; value: string },
  ): Promise<Rejection | undefined>;
  /** records the delivery and acknowledges it, or runs it to its end */
  accept(
    exchange: Exchange,
    context: WorkflowContext,
    files: readonly ReceivedFile[],
    acknowledgement: HttpResponse | undefined,
  ): Promise<HttpResponse | Rejection>;
  /** notes a refusal for the delivery log; neither waits nor throws */
  recordRefusal(exchange: Exchange, rejection: Rejection): void;
}
