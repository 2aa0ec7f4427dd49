/** A VU that performs its teardown. */
export interface Departing {
  /** Cuts the teardown off. */
  isTornDown(): void;
}

/** The VUs of one scenario in one worker that have left and perform their teardown. */
export class Departures {
  private readonly leaving = new Set<Departing>();
  private onEmpty: (() => void) | null = null;

  add(vu: Departing): void {
    this.leaving.add(vu);
  }

  left(vu: Departing): void {
    this.leaving.delete(vu);
    this.tell();
  }

  /** Calls `then` once nobody is leaving any more, which may be now. */
  whenEmpty(then: () => void): void {
    this.onEmpty = then;
    this.tell();
  }

  /** Ends all teardowns now. */
  cutOff(): void {
    for (const vu of [...this.leaving]) vu.isTornDown();
  }

  private tell(): void {
    const { onEmpty } = this;
    if (this.leaving.size > 0 || !onEmpty) return;
    this.onEmpty = null;
    onEmpty();
  }
}
