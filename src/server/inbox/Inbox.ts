import { duration } from './row/duration';
import type Database from '@nocobase/database';
import { REJECTIONS, reject, type Rejection } from '../model/rejection';
import type { Exchange, WorkflowContext } from '../model/delivery';
import type { HttpResponse } from '../model/request';
import type { Backlog } from './Backlog';
import type { CallLog } from './CallLog';
import { deliveryKeys } from './row/delivery-key';
import { describeError } from '../log/describe-error';
import { describeExchange, nullable } from './row/describe-exchange';
import type { DeliveryRow } from './row/DeliveryRow';
import { GroupWriter } from './GroupWriter';
import { heldSize } from './row/held-size';
import { insertDeliveries } from './insert-deliveries';
import { findFirst, record, type FirstDelivery } from './record';
import { NoticeLimiter } from './NoticeLimiter';
import { valuesToSeal } from './row/sealed-values';
import { storable } from './row/storable';
import { storeResponse } from './row/stored-response';
import type { Worker } from './worker/Worker';

const MIB = 1024 * 1024;
const GROUP = { rows: 50, size: 4 * MIB, waitingRows: 2_000, waitingSize: 128 * MIB };
// About what a row takes in memory beside its context and body.
const ROW_SIZE = 4_096;

/** What the inbox works on. */
export interface InboxTools {
  db: Database;
  worker: Worker;
  log: CallLog;
  backlog: Backlog;
  /** bytes of a body that are kept */
  maxRawBody: number;
  now: () => number;
  /** encrypts what only a replay may read */
  seal: (text: string) => Promise<string>;
  warn: (message: string, detail: unknown) => void;
  /** is told of each committed row: the milliseconds that it took */
  recorded: (latency: number) => void;
  /** is told of each duplicate */
  repeated: () => void;
}

/** Persists requests: deliveries before they are acknowledged, all others asynchronously. See ADR 3. */
export class Inbox {
  private readonly writer: GroupWriter<DeliveryRow>;
  private readonly notices = new NoticeLimiter();
  private open = false;

  constructor(private readonly tools: InboxTools) {
    this.writer = new GroupWriter((rows) => insertDeliveries(tools.db, rows), GROUP);
  }

  start(): void {
    this.open = true;
  }

  /** Takes nothing more, and waits until what was taken is written. */
  async stop(): Promise<void> {
    this.open = false;
    await this.writer.drain();
  }

  /**
   * Precheck: tells cheaply whether a delivery is a duplicate, or can't be stored, before its files are.
   * @returns the first delivery when it is a duplicate, 503 when nothing can be stored, undefined when it may be recorded
   */
  async precheck(exchange: Exchange, context: WorkflowContext): Promise<FirstDelivery | Rejection | undefined> {
    const { request } = exchange;
    const keys = deliveryKeys(exchange, context);
    const closed = this.closed();
    if (closed) return closed;
    return keys.dedupKey || keys.proofKey ? findFirst(this.tools.db, keys, new Date(request.receivedAt)) : undefined;
  }

  /**
   * Commits an asynchronous delivery, which the worker then dispatches.
   * @param answer the response to the sender, and so to a duplicate
   * @returns undefined when it may be acknowledged; the first delivery when it is a duplicate; 503 when it can't be stored
   */
  async record(
    exchange: Exchange,
    context: WorkflowContext,
    answer: HttpResponse,
  ): Promise<FirstDelivery | Rejection | undefined> {
    const { worker, backlog, now } = this.tools;
    const described = await this.describe(exchange, context);
    const size = ROW_SIZE + described.contextSize;
    const claimed = worker.accepts(size);
    const row: DeliveryRow = {
      ...described,
      state: claimed ? 'claimed' : 'recorded',
      ...(claimed && worker.lease()),
      context,
      status: answer.status,
      answer: storeResponse(answer),
    };
    const result = await this.write(row, size);
    if (result) return result;
    backlog.added();
    if (claimed)
      worker.add({ ...toClaimed(row, context), size, duration: duration(exchange.request.receivedAt, now()) });
    else worker.addedToTable();
    return undefined;
  }

  /** The same for a delivery that is run at once; its claim has to be kept up while it runs. */
  async recordRun(exchange: Exchange, context: WorkflowContext): Promise<FirstDelivery | Rejection | undefined> {
    const { worker } = this.tools;
    const described = await this.describe(exchange, context);
    const row: DeliveryRow = { ...described, state: 'running', ...worker.lease(), context };
    return this.write(row, ROW_SIZE + described.contextSize);
  }

  /**
   * Logs a duplicate, and counts it on the delivery that it repeats.
   * @param why of a copy that says something else than the first
   */
  duplicate(
    exchange: Exchange,
    context: WorkflowContext,
    first: FirstDelivery,
    { status, ...why }: { status: number; code?: string; reason?: string },
  ): void {
    this.tools.repeated();
    this.tools.log.duplicate(first.id);
    this.log(exchange, why.code ?? 'duplicate', () => ({
      ...this.identity(context),
      ...why,
      state: 'duplicate',
      duplicateOf: first.id,
      status,
    }));
  }

  /** Logs a refusal. */
  refused(exchange: Exchange, { rejected, reason }: Rejection): void {
    this.log(exchange, `refused ${rejected}`, () => ({
      state: 'refused',
      code: rejected,
      reason: storable(reason),
      status: REJECTIONS[rejected].status,
    }));
  }

  /** Logs a handshake that brings no secret. */
  async handshake(exchange: Exchange, { status }: HttpResponse): Promise<void> {
    this.log(exchange, 'handshake', () => ({ state: 'handshake', status }));
    // A provider shakes hands once, and a person waits for it to be seen, so it is written before the answer.
    await this.tools.log.flush();
  }

  /**
   * Writes down a handshake that hands something over, before it is answered.
   * @param notice what a person has to act on; its value encrypted
   * @param plain the same value as it came
   * @param addressGroup what its address is counted by
   * @returns 503 when it can't be kept, or too many came in this minute: the provider must not take it for received
   */
  async notice(
    exchange: Exchange,
    { status }: HttpResponse,
    notice: { key: string; value: string },
    { plain, addressGroup }: { plain: string; addressGroup: string | undefined },
  ): Promise<Rejection | undefined> {
    const { db, log, now, warn } = this.tools;
    const { request: request, endpoint } = exchange;
    const { workflowKey } = endpoint;
    const admission = this.notices.admit({ workflowKey, addressGroup, value: plain, deliveryId: request.id }, now());
    if ('full' in admission) return noticeRefused('too many handshakes that hand something over');
    if ('repeats' in admission) {
      log.again(admission.repeats);
      return undefined;
    }
    // The body may hold the value in plain.
    const row: DeliveryRow = { ...this.columns(exchange), state: 'handshake', status, notice, rawBody: null };
    const [error] = await insertDeliveries(db, [row]);
    if (!error) return undefined;
    warn(`handshake ${request.id} could not be stored`, describeError(error));
    return noticeRefused('could not be stored');
  }

  private log(
    exchange: Exchange,
    kind: string,
    columns: () => Partial<DeliveryRow> & Pick<DeliveryRow, 'state'>,
  ): boolean {
    return this.tools.log.note(exchange.endpoint.workflowKey, kind, () => ({
      ...this.columns(exchange),
      ...columns(),
    }));
  }

  private async write(row: DeliveryRow, size: number): Promise<FirstDelivery | Rejection | undefined> {
    const { db, now, warn, recorded } = this.tools;
    const closed = this.closed();
    if (closed) return closed;
    const began = now();
    try {
      const first = await record(db, row, (one) => this.writer.add(one, size));
      if (!first) recorded(now() - began);
      return first;
    } catch (error) {
      warn(`delivery ${row.id} could not be stored`, describeError(error));
      return notNow('could not be stored');
    }
  }

  private closed(): Rejection | undefined {
    const problem = this.open ? this.tools.backlog.problem : 'shutting down';
    if (problem) return notNow(problem);
    return this.writer.hasRoom ? undefined : notNow('too many rows wait to be written');
  }

  private async describe(exchange: Exchange, context: WorkflowContext) {
    const { replayOf, contentDigest } = exchange;
    const columns = this.columns(exchange);
    const values = valuesToSeal(exchange, columns);
    return {
      ...columns,
      ...(values !== undefined && { sealed: await this.tools.seal(values) }),
      contextSize: heldSize(context, columns.rawBody),
      ...this.identity(context),
      ...deliveryKeys(exchange, context),
      ...(contentDigest && { contentDigest }),
      ...(replayOf && { replayOf }),
    };
  }

  private identity({ delivery }: WorkflowContext) {
    return { eventType: nullable(delivery.eventType), idempotencyKey: nullable(delivery.idempotencyKey) };
  }

  private columns(exchange: Exchange) {
    return describeExchange(exchange, { maxRawBody: this.tools.maxRawBody, now: this.tools.now() });
  }
}

function noticeRefused(reason: string): Rejection {
  return reject('unavailable', reason, { recorded: true });
}

function notNow(reason: string): Rejection {
  return reject('unavailable', reason, { retry: 'recovering' });
}

function toClaimed({ id, workflowKey, workflowId, receivedAt }: DeliveryRow, context: WorkflowContext) {
  return { id, workflowKey, workflowId, receivedAt, context, attempts: 0 };
}
