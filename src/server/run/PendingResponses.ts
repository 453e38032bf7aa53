import type { HttpResponse } from '../model/request';

/** Who answered a call before a Response node came to it. */
export type Responder = 'node' | 'timeout';

/** A call of a synchronous endpoint that waits for its answer. */
export interface PendingResponse {
  /** the reply that a Response node has sent */
  readonly sent: Promise<HttpResponse>;
  /** the reply that a Response node has given, sent or about to be sent */
  reply?: HttpResponse;
  /** the reply of a Response node that was too late: a duplicate gets it */
  lateResponse?: HttpResponse;
  /** who has answered it */
  answeredBy?: Responder;
  send(): void;
}

/** The calls whose runs are going on in this process, by their deliveries' ids: where a Response node finds the one to answer. */
export class PendingResponses {
  private readonly answers = new Map<string, PendingResponse>();

  /** Opens the answer of a call. It stays findable until it is closed, which whoever opens it must do when the run has ended. */
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

  /** The answer of a call whose run is going on here. */
  find(deliveryId: string): PendingResponse | undefined {
    return this.answers.get(deliveryId);
  }
}
