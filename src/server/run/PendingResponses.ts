import type { HttpResponse } from '../model/request';

/** What answered the sender before a Response node could. */
export type Responder = 'node' | 'timeout';

/** A request of a synchronous workflow that waits for its response. */
export interface PendingResponse {
  /** resolves when a Response node sends its response */
  readonly sent: Promise<HttpResponse>;
  /** the response of a Response node, sent or about to be sent */
  reply?: HttpResponse;
  /** the response of a Response node that came too late: a duplicate gets it */
  lateResponse?: HttpResponse;
  /** who has answered it */
  answeredBy?: Responder;
  send(): void;
}

/** The requests whose runs are in flight in this process, by the ids of their deliveries: a Response node finds here which one to answer. */
export class PendingResponses {
  private readonly answers = new Map<string, PendingResponse>();

  /** Opens the response to a request. Close it when the run has ended. */
  open(deliveryId: string): PendingResponse {
    let send: (response: HttpResponse) => void = () => undefined;
    const sent = new Promise<HttpResponse>((resolve) => {
      send = resolve;
    });
    const answer: PendingResponse = { sent, send: () => answer.reply && send(answer.reply) };
    this.answers.set(deliveryId, answer);
    return answer;
  }

  close(deliveryId: string): void {
    this.answers.delete(deliveryId);
  }

  /** The response to the request of a run that is in flight here. */
  find(deliveryId: string): PendingResponse | undefined {
    return this.answers.get(deliveryId);
  }
}
