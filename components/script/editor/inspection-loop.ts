/** What is known of what was asked last: `answer` may be of what was asked before, until the next one comes. */
export type LoopState<Answer> = {
  isLooking: boolean;
  answer: Answer | null;
  /** Why the last look failed, until one works again. */
  error: Error | null;
};

/** How long typing must rest before somebody looks. Milliseconds. */
const LOOK_AFTER_MS = 350;

/** Looks at something that changes all the time: one look at a time, and always one more at the last state. */
export class InspectionLoop<Asked, Answer> {
  private readonly look: (asked: Asked) => Promise<Answer>;
  private current: LoopState<Answer> = { isLooking: false, answer: null, error: null };
  private wanted: { asked: Asked } | null = null;
  private isBusy = false;
  private isClosed = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(look: (asked: Asked) => Promise<Answer>) {
    this.look = look;
  }

  readonly state = (): LoopState<Answer> => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Looks at this when typing rests; what was asked before and not looked at is forgotten. */
  ask(asked: Asked, afterMs = LOOK_AFTER_MS): void {
    this.isClosed = false;
    this.wanted = { asked };
    this.tell({ ...this.current, isLooking: true });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.go(), afterMs);
  }

  /** Looks at nothing more. */
  close(): void {
    this.isClosed = true;
    this.wanted = null;
    clearTimeout(this.timer);
  }

  private async go(): Promise<void> {
    if (this.isBusy || !this.wanted) return;
    const { asked } = this.wanted;
    this.wanted = null;
    this.isBusy = true;
    try {
      const answer = await this.look(asked);
      this.ended({ answer, error: null });
    } catch (error) {
      this.ended({ error: error instanceof Error ? error : new Error(String(error)) });
    }
  }

  private ended(found: Partial<LoopState<Answer>>): void {
    this.isBusy = false;
    if (this.isClosed) return;
    // An answer to what is no longer there would mark the wrong lines.
    if (this.wanted) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.go(), 0);
    } else this.tell({ ...this.current, ...found, isLooking: false });
  }

  private tell(state: LoopState<Answer>): void {
    this.current = state;
    for (const listener of [...this.listeners]) listener();
  }
}
