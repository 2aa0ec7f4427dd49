import { expect, it } from 'vitest';
import { pointAt } from '@/components/live/testing/views.ts';
import { mergedWorkers, workerFigures } from './worker-figures.ts';

const worker = (index: number, cpuCores: number, eventLoopDelayMs: number) => ({
  ...{ worker: index, cpuCores, eventLoopDelayMs, gcMs: 0, maxGcPauseMs: eventLoopDelayMs / 2 },
  ...{ sockets: Math.round(cpuCores * 100), openFiles: 0, rssBytes: cpuCores * 1e8 },
});

it('is the mean and the worst of all seconds, and the end of the last one; the busiest worker first', () => {
  const points = [
    { ...pointAt(0), workers: [worker(0, 0.2, 8), worker(1, 0.9, 1)] },
    { ...pointAt(1), workers: [worker(0, 0.4, 2), worker(1, 0.5, 3)] },
    { ...pointAt(2), workers: [worker(1, 0.1, 1)] },
  ];
  expect(workerFigures(points)).toEqual([
    {
      worker: 1,
      meanCores: 0.5,
      mostCores: 0.9,
      worstDelayMs: 3,
      worstPauseMs: 1.5,
      sockets: 10,
      rssBytes: 1e7,
    },
    {
      worker: 0,
      meanCores: expect.closeTo(0.3, 6),
      mostCores: 0.4,
      worstDelayMs: 8,
      worstPauseMs: 4,
      sockets: 40,
      rssBytes: 4e7,
    },
  ]);
  expect(workerFigures([])).toEqual([]);
});

it('of a stretch that is merged knows no single second', () => {
  expect(mergedWorkers([worker(0, 0.2, 8), worker(1, 0.5, 3)])).toEqual([
    {
      worker: 1,
      meanCores: 0.5,
      mostCores: null,
      worstDelayMs: 3,
      worstPauseMs: 1.5,
      sockets: 50,
      rssBytes: 5e7,
    },
    {
      worker: 0,
      meanCores: 0.2,
      mostCores: null,
      worstDelayMs: 8,
      worstPauseMs: 4,
      sockets: 20,
      rssBytes: 2e7,
    },
  ]);
});
