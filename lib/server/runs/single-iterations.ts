import { conductRun } from '../../run/conduct.ts';
import type { EndReason, RunRequest, StartRun } from '../../run/engine.ts';
import { type PerformedIteration, performedIteration } from '../../run/performed-iteration.ts';
import type { ExchangeSample } from '../../run/snapshot.ts';
import { Problem } from '../errors.ts';

/** Each takes a load worker of its own. */
const AT_ONCE = 3;

/** Iterations that somebody wants to look at, each performed alone. Nothing of them is kept. */
export class SingleIterations {
  private readonly startRun: StartRun;
  private readonly going = new Set<(reason: EndReason) => void>();

  constructor(startRun: StartRun) {
    this.startRun = startRun;
  }

  /** Throws a Problem when too many go on already. */
  async perform(request: RunRequest): Promise<PerformedIteration> {
    if (this.going.size >= AT_ONCE)
      throw new Problem('unavailable', 'Several iterations are performed already. Try again in a moment.');
    const samples: ExchangeSample[] = [];
    const run = conductRun({
      startRun: this.startRun,
      request,
      release: null,
      outputs: [
        {
          onEvent: (event) => {
            if (event.type === 'snapshot') samples.push(...event.snapshot.samples);
          },
          close: () => {},
        },
      ],
    });
    const stop = (reason: EndReason) => run.stop(reason);
    this.going.add(stop);
    try {
      return performedIteration(await run.finished, samples);
    } finally {
      this.going.delete(stop);
    }
  }

  stopAll(reason: EndReason): void {
    for (const stop of this.going) stop(reason);
  }
}
