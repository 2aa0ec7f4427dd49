import type { Snapshot } from '../run/snapshot.ts';
import type { Beyond, SearchStep, StepFigures } from './report.ts';
import type { StepWatch } from './step-watch.ts';

/** Throughput of good answers, against the largest that was seen, from which on nothing counts as lost. */
const HELD_SHARE = 0.9;
/** Seconds in a row that must be well again. */
const WELL_SECONDS = 3;

const goodput = ({ requestsPerSecond, failedRate }: Pick<StepFigures, 'requestsPerSecond' | 'failedRate'>) =>
  requestsPerSecond * (1 - failedRate);

type Options = {
  load: number;
  steps: readonly SearchStep[];
  watch: StepWatch;
  /** How long the load stays; figures are of the second half. */
  seconds: number;
  recoverWithin: number;
  isWell: (second: Snapshot) => boolean | null;
};

/** Watches a target at about twice its capacity, and then how it comes back. */
export class BeyondWatch {
  private readonly options: Options;
  private figures: StepFigures | null = null;
  private wellFor = 0;
  private recoverySeconds: number | null = null;
  private recoveredAt = 0;
  private isOver = false;

  constructor(options: Options) {
    this.options = options;
  }

  /** `since` is the second from which on the load is as it is now. */
  add(snapshot: Snapshot, since: number): 'recover' | 'over' | undefined {
    const { watch, seconds } = this.options;
    if (!this.figures) {
      watch.add(snapshot);
      if (watch.seconds.length < seconds) return undefined;
      this.figures = watch.figures(seconds >> 1);
      return 'recover';
    }
    return this.onRecovery(snapshot, since);
  }

  result(): Beyond | null {
    const { figures, recoverySeconds, recoveredAt } = this;
    if (!figures || !this.isOver) return null;
    const { load, steps } = this.options;
    const most = Math.max(...steps.map(goodput));
    const goodputShare = most > 0 ? goodput(figures) / most : 0;
    const outcome =
      recoverySeconds === null ? 'does-not-come-back' : goodputShare >= HELD_SHARE ? 'graceful' : 'collapses';
    return { load, goodputShare, figures, recoverySeconds, recoveredAt, outcome };
  }

  private onRecovery(snapshot: Snapshot, since: number): 'over' | undefined {
    const well = this.options.isWell(snapshot);
    if (well !== null) this.wellFor = well ? this.wellFor + 1 : 0;
    const waited = snapshot.second + 1 - since;
    if (this.wellFor >= WELL_SECONDS) this.recoverySeconds = Math.max(0, waited - WELL_SECONDS);
    else if (waited < this.options.recoverWithin) return undefined;
    this.recoveredAt = snapshot.second;
    this.isOver = true;
    return 'over';
  }
}
