import type { CheckSnapshot } from '../../lib/run/snapshot.ts';

/** One check of the plan in the current second; checks of a series that share a name share a recorder. */
export class CheckRecorder {
  readonly name: string;
  private readonly series: number;
  private passed = 0;
  private failed = 0;

  constructor(series: number, name: string) {
    this.series = series;
    this.name = name;
  }

  count(passed: boolean): void {
    if (passed) this.passed++;
    else this.failed++;
  }

  take(): CheckSnapshot | null {
    if (this.passed + this.failed === 0) return null;
    const snapshot = { series: this.series, name: this.name, passed: this.passed, failed: this.failed };
    this.passed = this.failed = 0;
    return snapshot;
  }
}
