import { expect, it } from 'vitest';
import { Plan } from '../plan/plan.ts';
import { alignedTo, stageEdges } from './stage-edges.ts';

const plan = (...stages: [string, number][]) =>
  Plan.parse({
    ...{ version: 1, name: 'P' },
    scenarios: [
      {
        name: 'S',
        executor: {
          ...{ type: 'ramping-vus', startVUs: 1 },
          stages: stages.map(([duration, target]) => ({ duration, target })),
        },
        steps: [{ type: 'request', name: 'Home', url: '/' }],
      },
    ],
  });

it('knows where the stages of a plan begin and end', () => {
  expect(stageEdges(plan(['1m', 10], ['2m', 10], ['30s', 0]))).toEqual([0, 60, 180, 210]);
});

it('finds the same place of the same stage in a run whose stages have other lengths', () => {
  const [own, other] = [plan(['1m', 10], ['2m', 10]), plan(['2m', 10], ['1m', 10])].map(stageEdges);
  const at = alignedTo(own ?? [], other ?? []);
  expect([0, 30, 60, 120, 180, 190].map((second) => at?.(second))).toEqual([0, 60, 120, 150, 180, 190]);
});

it('says when stages have nothing to do with each other', () => {
  expect(alignedTo([0, 60], [0, 60, 120])).toBeNull();
});
