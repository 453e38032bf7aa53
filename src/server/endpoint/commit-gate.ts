import type { Transaction } from '@nocobase/database';

/** What the gate has to know of a workflow: the engine hands over a model, or a plain copy of its former values. */
interface Identified {
  id?: number | string;
}

/**
 * Holds a change of the registry back until the transaction that caused it has been committed. The engine calls `on` and `off` inside
 * the transaction and says nothing when it is rolled back; without the gate a refused change would be served until the next restart.
 */
export class CommitGate {
  private readonly byModel = new WeakMap<object, Transaction>();
  private readonly byId = new Map<string, Transaction>();

  /** Remembers in which transaction a workflow is being saved. To be called before it is. */
  note(workflow: Identified, transaction: Transaction | undefined | null): void {
    if (!transaction) return;
    this.byModel.set(workflow, transaction);
    if (workflow.id != null) this.byId.set(String(workflow.id), transaction);
  }

  /** Runs the change: at the commit of the workflow's transaction, or at once when it is in none. */
  run(workflow: Identified, change: () => void): void {
    const id = String(workflow.id);
    const transaction = this.byModel.get(workflow) ?? this.byId.get(id);
    if (!transaction || isFinished(transaction)) {
      this.byId.delete(id);
      change();
      return;
    }
    transaction.afterCommit(() => {
      this.byId.delete(id);
      change();
    });
  }
}

function isFinished(transaction: Transaction): boolean {
  return (transaction as Transaction & { finished?: 'commit' | 'rollback' }).finished !== undefined;
}
