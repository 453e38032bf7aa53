import type { Reply } from '../model/request';

/** Who answered a call before a Response node came to it. */
export type Answerer = 'node' | 'timeout';

/** A call of a synchronous endpoint that waits for its answer. */
export interface OpenAnswer {
  /** the reply that a Response node has sent */
  readonly sent: Promise<Reply>;
  /** the reply that a Response node has given, sent or about to be sent */
  reply?: Reply;
  /** the reply of a Response node that was too late: a duplicate gets it */
  lateReply?: Reply;
  /** who has answered it */
  answeredBy?: Answerer;
  send(): void;
}

/** The calls whose runs are going on in this process, by their deliveries' ids: where a Response node finds the one to answer. */
export class OpenAnswers {
  private readonly answers = new Map<string, OpenAnswer>();

  /** Opens the answer of a call. It stays findable until it is closed, which whoever opens it must do when the run has ended. */
  open(deliveryId: string): OpenAnswer {
    let send: (reply: Reply) => void = () => undefined;
    const sent = new Promise<Reply>((resolve) => {
      send = resolve;
    });
    const answer: OpenAnswer = { sent, send: () => answer.reply && send(answer.reply) };
    this.answers.set(deliveryId, answer);
    return answer;
  }

  close(deliveryId: string): void {
    this.answers.delete(deliveryId);
  }

  /** The answer of a call whose run is going on here. */
  find(deliveryId: string): OpenAnswer | undefined {
    return this.answers.get(deliveryId);
  }
}
