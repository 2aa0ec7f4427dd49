import { describe, expect, test } from 'vitest';
import { pointAt } from '@/components/live/testing/views.ts';
import type { WorkerPoint } from '@/lib/run/view.ts';
import { binPoints } from './bins.ts';
import { workerCurves, workerValues } from './worker-curves.ts';

const worker = (number: number, over: Partial<WorkerPoint> = {}): WorkerPoint => ({
  worker: number,
  cpuCores: number / 10,
  eventLoopDelayMs: 1,
  gcMs: 2,
  maxGcPauseMs: 1,
  sockets: 100 + number,
  openFiles: 120 + number,
  rssBytes: 50e6,
  ...over,
});

const workers = (count: number) => Array.from({ length: count }, (_, index) => worker(index));

describe('workerCurves', () => {
  test.each([1, 2, 6])('draws one line for each of %i workers, with the value of that worker', (count) => {
    const curves = workerCurves('sockets', count);
    const values = workerValues(workers(count), ['sockets']);
    expect(curves.map(({ key }) => values[key])).toEqual(workers(count).map(({ sockets }) => sockets));
    expect(new Set(curves.map(({ colour, dash }) => `${colour} ${dash}`)).size).toBe(count);
  });

  test('draws the highest and the lowest of many', () => {
    const curves = workerCurves('sockets', 7);
    const values = workerValues(workers(7), ['sockets']);
    expect(curves.map(({ key }) => values[key])).toEqual([106, 100]);
  });
});

describe('binPoints', () => {
  test('keeps the workers apart: means of what was used, the worst of what was late, the last of what is open', () => {
    const one = { ...pointAt(0), workers: [worker(0, { cpuCores: 0.2, gcMs: 10 }), worker(1)] };
    const two = {
      ...pointAt(1),
      workers: [
        worker(0, { cpuCores: 0.6, gcMs: 20, eventLoopDelayMs: 9, sockets: 3 }),
        worker(1, { maxGcPauseMs: 7 }),
      ],
    };
    const [bin] = binPoints([one, two], 2);
    expect(bin?.workers[0]).toEqual(worker(0, { cpuCores: 0.4, gcMs: 15, eventLoopDelayMs: 9, sockets: 3 }));
    expect(bin?.workers[1]).toMatchObject({ maxGcPauseMs: 7, eventLoopDelayMs: 1, cpuCores: 0.1 });
  });
});
