import { appendFile, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { frame } from '../../record/frames.ts';
import { encodeHeader, encodeSecond } from '../../record/record-codec.ts';
import { snapshotOf } from '../../run/sample-snapshots.ts';
import { readRecord } from './read-record.ts';

const header = encodeHeader({
  runId: 'r',
  startedAt: '2026-01-02T00:00:00.000Z',
  series: [{ scenario: 'Browse', group: '', name: 'Home' }],
  scenarios: ['Browse'],
});
const second = (number: number) => encodeSecond(snapshotOf(number, [{ responseMs: number % 300 }]));
const seconds = (count: number) => Array.from({ length: count }, (_, number) => second(number));

async function record(...parts: Uint8Array[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rehearsal-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'r.rec');
  await writeFile(path, Buffer.concat(parts));
  return path;
}

async function read(path: string) {
  let startedAt: string | undefined;
  const numbers: number[] = [];
  const found = await readRecord(path, {
    onHeader: (one) => {
      startedAt = one.startedAt;
    },
    onSnapshot: (snapshot) => void numbers.push(snapshot.second),
  });
  return { found, startedAt, numbers };
}

const upTo = (count: number) => Array.from({ length: count }, (_, number) => number);

describe('readRecord', () => {
  it('hands over the header and every second, also of a file much longer than a stretch', async () => {
    const path = await record(header, ...seconds(3000));
    expect(await read(path)).toEqual({
      found: true,
      startedAt: '2026-01-02T00:00:00.000Z',
      numbers: upTo(3000),
    });
  });

  it('lets others work in between', async () => {
    const path = await record(header, ...seconds(3000));
    let turns = 0;
    const other = setInterval(() => turns++, 0);
    await read(path);
    clearInterval(other);
    expect(turns).toBeGreaterThan(1);
  });

  it('stops at a torn end, wherever the tear is', async () => {
    const whole = await record(header, ...seconds(3));
    const { length } = Buffer.concat([header, ...seconds(3)]);
    const last = second(2).length;
    for (const missing of [1, 7, last - 8, last - 1]) {
      await truncate(whole, length - missing);
      expect((await read(whole)).numbers).toEqual([0, 1]);
    }
  });

  it.each([
    ['bytes that are no frame', new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8, 9])],
    ['a frame that is no second', frame(new Uint8Array([255, 255, 255]))],
    ['a gap', second(5)],
    ['the same second again', second(1)],
  ])('stops at %s, and takes nothing behind it', async (_what, damage) => {
    const path = await record(header, ...seconds(2), damage, second(2));
    expect((await read(path)).numbers).toEqual([0, 1]);
  });

  it('takes what was appended since', async () => {
    const path = await record(header, ...seconds(2));
    await appendFile(path, second(2));
    expect((await read(path)).numbers).toEqual([0, 1, 2]);
  });

  it('knows what is no record', async () => {
    const nothing = { found: false, startedAt: undefined, numbers: [] };
    expect(await read(await record())).toEqual(nothing);
    expect(await read(await record(new Uint8Array(1000)))).toEqual(nothing);
    expect(await read(await record(header.subarray(0, 20)))).toEqual(nothing);
    expect(await read(await record(frame(new TextEncoder().encode('{"format":"other"}'))))).toEqual(nothing);
    expect(await read('/nowhere/r.rec')).toEqual(nothing);
  });
});
