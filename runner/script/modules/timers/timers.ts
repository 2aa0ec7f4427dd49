/** Whom timers wait at. Callbacks run in the VU's own turn, and an iteration ends only when none is left. */
export interface Scheduler {
  /** `delayMs` from now. */
  after(delayMs: number, run: () => unknown): ScheduledCall;
}

export interface ScheduledCall {
  /** Idempotent; nothing happens once it has run. */
  cancel(): void;
}

/** `k6/timers`, for one VU. */
export function createTimers(scheduler: Scheduler) {
  let lastId = 0;
  const pending = new Map<number, ScheduledCall>();

  function setTimeout(callback: unknown, delayMs?: unknown, ...args: unknown[]): number {
    const run = callable(callback, 'setTimeout');
    const id = ++lastId;
    pending.set(
      id,
      scheduler.after(delay(delayMs), () => {
        // It may have been cleared while it waited for its turn.
        return pending.delete(id) ? run(...args) : undefined;
      }),
    );
    return id;
  }

  function setInterval(callback: unknown, delayMs?: unknown, ...args: unknown[]): number {
    const run = callable(callback, 'setInterval');
    const every = delay(delayMs);
    const id = ++lastId;
    const again = () => {
      pending.set(
        id,
        scheduler.after(every, () => {
          if (!pending.has(id)) return undefined;
          again();
          return run(...args);
        }),
      );
    };
    again();
    return id;
  }

  function clear(id: unknown): void {
    if (typeof id !== 'number') return;
    pending.get(id)?.cancel();
    pending.delete(id);
  }

  return {
    setTimeout,
    setInterval,
    clearTimeout: (id: unknown) => clear(id),
    clearInterval: (id: unknown) => clear(id),
  };
}

function callable(callback: unknown, of: string): (...args: unknown[]) => unknown {
  if (typeof callback !== 'function') throw new TypeError(`${of}'s callback isn't a callable function`);
  return (...args) => callback(...args);
}

function delay(delayMs: unknown): number {
  const ms = Number(delayMs ?? 0);
  return Number.isFinite(ms) && ms > 0 ? ms : 0;
}
