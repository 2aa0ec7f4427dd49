import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../lib/run/snapshot.ts';
import { Seconds } from './seconds.ts';

const said = (second: number, iterations: number): Snapshot => ({
  second,
  series: [],
  scenarios: [
    {
      scenario: 0,
      vus: 1,
      iterations,
      interruptedIterations: 0,
      droppedIterations: 0,
      failedIterations: 0,
      iterationDuration: new Uint8Array(0),
    },
  ],
  checks: [],
  errors: [],
  failures: [],
  remotes: [],
  samples: [],
  health: [],
});

function collect(workers: number) {
  const emitted: Snapshot[] = [];
  const seconds = new Seconds(workers, 1, (snapshot) => emitted.push(snapshot));
  return {
    seconds,
    emitted,
    list: () => emitted.map(({ second, scenarios }) => [second, scenarios[0]?.iterations]),
  };
}

describe('Seconds', () => {
  it('waits for the slowest worker that is still at work', () => {
    const { seconds, list } = collect(2);
    seconds.add(0, said(0, 1));
    seconds.add(0, said(1, 1));
    expect(list()).toEqual([]);
    seconds.add(1, said(0, 2));
    expect(list()).toEqual([[0, 3]]);
    seconds.end(1);
    expect(list()).toEqual([
      [0, 3],
      [1, 1],
    ]);
  });

  it('emits every second once, in order, with all that was said, whatever the workers say when', () => {
    const lengths = fc.array(fc.nat(8), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(lengths, fc.infiniteStream(fc.nat(3)), (perWorker, choices) => {
        const { seconds, emitted } = collect(perWorker.length);
        const next = perWorker.map(() => 0);
        const ended = perWorker.map(() => false);
        while (ended.includes(false)) {
          const worker = choices.next().value % perWorker.length;
          const second = next[worker] ?? 0;
          if (ended[worker]) continue;
          if (second < (perWorker[worker] ?? 0)) {
            seconds.add(worker, said(second, 1));
            next[worker] = second + 1;
          } else {
            seconds.end(worker);
            ended[worker] = true;
          }
        }
        const longest = Math.max(...perWorker);
        expect(emitted.map(({ second }) => second)).toEqual(
          Array.from({ length: longest }, (_, second) => second),
        );
        for (const { second, scenarios } of emitted) {
          expect(scenarios[0]?.iterations).toBe(perWorker.filter((length) => length > second).length);
        }
      }),
    );
  });
});

describe('what was done outside of the load', () => {
  it('counts with the first second when it was before, and has a second of its own when it was after', () => {
    const { seconds, emitted } = collect(2);
    seconds.addBefore(said(0, 100));
    seconds.add(0, said(0, 1));
    expect(emitted).toEqual([]);
    seconds.add(1, said(0, 2));
    seconds.add(0, said(1, 4));
    seconds.end(1);
    seconds.end(0);
    seconds.append((second) => said(second, 8));
    expect(emitted.map(({ second, scenarios }) => [second, scenarios[0]?.iterations])).toEqual([
      [0, 103],
      [1, 4],
      [2, 8],
    ]);
  });
});
