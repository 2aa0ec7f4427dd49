/** What waits for its turn behind the sockets. */
export interface Waiting {
  takeTurn(): void;
}

/** Lets work continue in the next round of the event loop, so that nothing that never waits can starve the rest. */
export class Turns {
  private next: Waiting[] = [];
  private readonly onError: (error: unknown) => void;

  /** `onError` gets what a turn throws. */
  constructor(onError: (error: unknown) => void) {
    this.onError = onError;
  }

  queue(waiting: Waiting): void {
    if (this.next.push(waiting) === 1) setImmediate(this.run);
  }

  private readonly run = (): void => {
    const now = this.next;
    this.next = [];
    try {
      for (const waiting of now) waiting.takeTurn();
    } catch (error) {
      this.onError(error);
    }
  };
}
