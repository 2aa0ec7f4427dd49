import { Pending } from './pending.ts';

type Task = () => unknown;

/** What keeps an iteration open: a timer, a socket, an asynchronous request. Ended by its last task, or by `end`. */
export interface Operation {
  /** Runs a task of the script when its turn has come; the operation stays open. */
  task(work: Task): void;
  /** The operation is over once its tasks have run. */
  end(work?: Task): void;
}

/** When tasks may run, and who hears of it. */
export interface LoopOwner {
  /** Code of the script waits in the middle of something; what else there is must wait with it. */
  readonly blocked: boolean;
  /** A task threw. */
  taskFailed(error: unknown): void;
  /** Nothing is open and nothing waits any more. */
  idle(): void;
}

/**
 * Runs what a script does beside its function, one task at a time: a task that waits for a request holds up those behind
 * it, as it would if it blocked.
 */
export class EventLoop {
  readonly #owner: LoopOwner;
  readonly #open = new Map<Operation, () => void>();
  #tasks: Task[] = [];
  #running = false;
  /** What ran before it was cleared must not go on. */
  #nth = 0;

  constructor(owner: LoopOwner) {
    this.#owner = owner;
  }

  get isIdle(): boolean {
    return !this.#running && this.#tasks.length === 0 && this.#open.size === 0;
  }

  /** `cancel` is called when the iteration ends before the operation does. */
  open(cancel: () => void): Operation {
    const operation: Operation = {
      task: (work) => {
        if (this.#open.has(operation)) this.#queue(work);
      },
      end: (work) => {
        if (!this.#open.delete(operation)) return;
        if (work) this.#queue(work);
        else if (this.isIdle) this.#owner.idle();
      },
    };
    this.#open.set(operation, cancel);
    return operation;
  }

  /** Runs tasks that were held up. */
  advance(): void {
    while (!this.#running && !this.#owner.blocked) {
      const task = this.#tasks.shift();
      if (!task) return;
      this.#run(task);
    }
  }

  /** Cancels everything. */
  clear(): void {
    this.#nth++;
    this.#running = false;
    this.#tasks = [];
    const open = [...this.#open.values()];
    this.#open.clear();
    for (const cancel of open) cancel();
  }

  #queue(task: Task): void {
    this.#tasks.push(task);
    this.advance();
  }

  #run(task: Task): void {
    const nth = this.#nth;
    this.#running = true;
    const go = (ok: boolean, value: unknown) => {
      if (nth !== this.#nth) return;
      this.#running = false;
      if (!ok) this.#owner.taskFailed(value);
      else if (this.isIdle) this.#owner.idle();
      else this.advance();
    };
    let result: unknown;
    try {
      result = task();
    } catch (error) {
      go(false, error);
      return;
    }
    if (!(result instanceof Pending)) go(true, result);
    else if (!Pending.wait(result, { go })) go(!Pending.failed(result), Pending.value(result));
  }
}
