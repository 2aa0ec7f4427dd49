import { crc32, inflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { LatencyHistogram } from '../histogram/latency-histogram.ts';
import type { Series } from '../run/series.ts';
import type { Snapshot } from '../run/snapshot.ts';
import { RecordWriter } from './record-writer.ts';
import { EventfulSeconds } from './testing/eventful-seconds.ts';
import { MemorySink, testCompression } from './testing/memory-record.ts';

/**
 * A reader made from docs/record-format.md and nothing else, as somebody would write it in another language: it shares no code
 * with the one that the app uses. What it reads must be what was measured.
 */
class Bytes {
  private at = 0;
  private readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
  get ended() {
    return this.at >= this.bytes.length;
  }
  varint(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.bytes[this.at++] ?? 0;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }
  signed(): number {
    const n = this.varint();
    return n % 2 === 0 ? n / 2 : -(n + 1) / 2;
  }
  take(length: number): Uint8Array {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
  u32(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.take(4);
    return a + b * 2 ** 8 + c * 2 ** 16 + d * 2 ** 24;
  }
  text(): string {
    return new TextDecoder().decode(this.take(this.varint()));
  }
  list<T>(item: () => T): T[] {
    return Array.from({ length: this.varint() }, item);
  }
  frame(): Uint8Array {
    const [length, sum] = [this.u32(), this.u32()];
    const payload = this.take(length);
    expect(crc32(payload)).toBe(sum);
    return payload;
  }
}

const exponent = (slot: number) => Math.max(0, Math.floor(slot / 1024) - 1);
const lowest = (slot: number) => (slot - 1024 * exponent(slot)) * 2 ** exponent(slot);
const middle = (slot: number) => lowest(slot) + Math.floor(2 ** exponent(slot) / 2);

type Own = { slots: Map<number, number>; sum: number; min: number; max: number };
type Block = {
  kind: number;
  from: number;
  seconds: number;
  /** `level column row` to a value for each part. */
  numbers: Map<string, number[]>;
  /** `level column row part`. */
  histograms: Map<string, Own>;
  texts: { second: number; kind: string; text: string }[];
};

function readAll(file: Uint8Array) {
  const from = new Bytes(file);
  const header = JSON.parse(new TextDecoder().decode(from.frame()));
  const rows: { table: string; key: string[] }[] = [];
  const columns: { table: string; name: string; rule: string }[] = [];
  const series = [...header.series];
  const blocks: Block[] = [];
  while (!from.ended) {
    const head = new Bytes(from.frame());
    const [kind, first, seconds] = [head.varint(), head.varint(), head.varint()];
    const added = JSON.parse(head.text());
    rows.push(...added.rows);
    columns.push(...added.columns);
    series.push(...added.series);
    const block: Block = { kind, from: first, seconds, numbers: new Map(), histograms: new Map(), texts: [] };
    const sections = head.list(() => ({
      kind: head.varint(),
      column: head.varint(),
      level: head.varint(),
      length: head.varint(),
      crc: head.varint(),
    }));
    const levels = new Map<number, Bytes[][]>();
    for (const { kind: what, column, level, length, crc } of sections) {
      const body = from.take(length);
      expect(crc32(body)).toBe(crc);
      const streams = streamsIn(body);
      if (what === 0) numbersIn(streams, level, kind === 1 ? 1 : partsOf(level, seconds), block.numbers);
      if (what === 1)
        levels.set(column, [...(levels.get(column) ?? []), streams.map((one) => new Bytes(one))]);
      if (what === 2) block.texts = textsIn(streams, first);
    }
    for (const [column, own] of levels) histogramsIn(own, column, block.histograms);
    blocks.push(block);
  }
  return { header, rows, columns, series, blocks };
}

const partsOf = (level: number, seconds: number) => Math.ceil(seconds / ([60, 10, 1][level] ?? 1));

function streamsIn(body: Uint8Array): Uint8Array[] {
  const from = new Bytes(body);
  return from.list(() => {
    const length = from.varint();
    const bytes = from.take(from.varint());
    return bytes.length === length ? bytes : inflateRawSync(bytes);
  });
}

function numbersIn([heads, whole, others]: Uint8Array[], level: number, parts: number, to: Block['numbers']) {
  const [head, values] = [new Bytes(heads ?? expect.fail()), new Bytes(whole ?? expect.fail())];
  const floats = Buffer.from(others ?? expect.fail());
  let column = 0;
  let at = 0;
  while (!head.ended) {
    column += head.varint();
    const row = head.varint();
    const own = Array.from({ length: parts }, () => {
      if (row % 2 === 0) return values.varint();
      at += 8;
      return floats.readDoubleLE(at - 8);
    });
    to.set(`${level} ${column} ${Math.floor(row / 2)}`, own);
  }
}

/** All ways in which `many` fall into `parts`, in order. */
function waysOf(many: number, parts: number, least = 0): number[][] {
  if (many === 0) return [[]];
  const ways: number[][] = [];
  for (let part = least; part < parts; part++)
    for (const rest of waysOf(many - 1, parts, part)) ways.push([part, ...rest]);
  return ways;
}
const WAYS = { 6: [waysOf(2, 6), waysOf(3, 6)], 10: [waysOf(2, 10), waysOf(3, 10)] };

function split(count: number, [singles, doubles, triples, more]: Bytes[], parts: 6 | 10): number[] {
  const found = Array.from({ length: parts }, () => 0);
  const put = (all: number[] = []) => {
    for (const part of all) found[part] = (found[part] ?? 0) + 1;
  };
  if (count === 1) put([singles?.varint() ?? expect.fail()]);
  else if (count === 2) put(WAYS[parts][0]?.[doubles?.varint() ?? expect.fail()]);
  else if (count === 3) put(WAYS[parts][1]?.[triples?.varint() ?? expect.fail()]);
  else
    for (let part = 0, left = count; left > 0; part++) {
      found[part] = more?.varint() ?? expect.fail();
      left -= found[part] ?? 0;
    }
  return found;
}

function histogramsIn([block = [], group, second]: Bytes[][], column: number, to: Block['histograms']) {
  const [heads, gaps, counts, ...figures] = block;
  if (!heads || !gaps || !counts) throw new Error('A level has too few streams');
  for (let row = 0; !heads.ended; ) {
    row += heads.varint();
    const own: [Map<number, Own>, Map<number, Own>, Map<number, Own>] = [new Map(), new Map(), new Map()];
    const add = (level: 0 | 1 | 2, part: number, slot: number, count: number) => {
      const one = own[level].get(part) ?? { slots: new Map(), sum: 0, min: 0, max: 0 };
      own[level].set(part, one);
      one.slots.set(slot, count);
    };
    let slot = 0;
    for (let left = heads.varint(); left > 0; left--) {
      slot += gaps.varint();
      const count = counts.varint();
      add(0, 0, slot, count);
      if (!group) continue;
      for (const [inGroup, ofGroup] of split(count, group, 6).entries()) {
        if (ofGroup === 0) continue;
        add(1, inGroup, slot, ofGroup);
        if (!second) continue;
        for (const [inSecond, ofSecond] of split(ofGroup, second, 10).entries())
          if (ofSecond > 0) add(2, inGroup * 10 + inSecond, slot, ofSecond);
      }
    }
    const streams = [figures, group?.slice(4), second?.slice(4)];
    for (const [level, parts] of own.entries()) {
      const [sums, edges] = streams[level] ?? [];
      for (const [part, one] of [...parts].sort(([a], [b]) => a - b)) {
        const slots = [...one.slots].sort(([a], [b]) => a - b);
        const told = slots.reduce((sum, [at, count]) => sum + middle(at) * count, 0);
        one.sum = told + (sums?.signed() ?? expect.fail());
        one.min = lowest(slots[0]?.[0] ?? 0) + (edges?.varint() ?? expect.fail());
        one.max = lowest(slots.at(-1)?.[0] ?? 0) + (edges?.varint() ?? expect.fail());
        to.set(`${level} ${column} ${row} ${part}`, one);
      }
    }
  }
}

function textsIn([stream]: Uint8Array[], first: number): Block['texts'] {
  const from = new Bytes(stream ?? expect.fail());
  return from.list(() => ({ second: first + from.varint(), kind: from.text(), text: from.text() }));
}

const SERIES: Series[] = [
  { scenario: 'Shop', group: '', name: 'Home' },
  { scenario: 'Shop', group: 'Cart', name: 'Add' },
  { scenario: 'Shop', group: '', name: 'News', stream: 'sse' },
];
const SECONDS = 625;

describe('a reader made from docs/record-format.md', () => {
  const seconds: Snapshot[] = [];
  let record: ReturnType<typeof readAll>;

  beforeAll(async () => {
    const eventful = new EventfulSeconds(11, SERIES);
    const sink = new MemorySink();
    const header = { runId: 'r', startedAt: '2026-01-01T00:00:00.000Z', scenarios: ['Shop', 'Late'] };
    const first = SERIES.slice(0, 2);
    const writer = await RecordWriter.start(sink, { ...header, series: first }, testCompression);
    for (let second = 0; second < SECONDS; second++) {
      const snapshot = eventful.second(second);
      const metric = {
        name: 'queue',
        kind: 'gauge',
        isTime: false,
        count: 1,
        histogram: new Uint8Array(0),
      } as const;
      const value = second / 7 - 9;
      snapshot.metrics =
        second % 9 === 0
          ? [{ ...metric, sum: value, min: value, max: value, last: value, lastAtMs: second * 1000 }]
          : [];
      seconds.push(snapshot);
      await writer.add(snapshot, SERIES);
    }
    await writer.finish();
    record = readAll(sink.bytes);
  });

  const idOf = (table: string, name: string, key: string[]) => {
    const column = record.columns.findIndex((one) => one.table === table && one.name === name);
    const row = record.rows.findIndex((one) => one.table === table && one.key.join() === key.join());
    return `${column} ${row}`;
  };
  const blocks = () => record.blocks.filter(({ kind }) => kind === 0);

  it('finds header, names and blocks', () => {
    expect(record.header).toMatchObject({ format: 'rehearsal-record', version: 2, runId: 'r' });
    expect(record.series).toEqual(SERIES);
    expect(blocks().map(({ from, seconds: length }) => [from, length])).toEqual([
      ...Array.from({ length: 10 }, (_, at) => [at * 60, 60]),
      [600, 25],
    ]);
    expect(record.blocks.filter(({ kind }) => kind === 1)).toMatchObject([{ from: 0, seconds: 600 }]);
  });

  it('finds every number of every second', () => {
    const told = (table: string, name: string, key: string[]) =>
      blocks().flatMap((block) => {
        const none = Array.from({ length: block.seconds }, () => 0);
        return block.numbers.get(`2 ${idOf(table, name, key)}`) ?? none;
      });
    for (const [index] of SERIES.entries()) {
      const own = seconds.map(({ series }) => series.find((one) => one.series === index));
      expect(told('series', 'count', [`${index}`])).toEqual(own.map((one) => one?.count ?? 0));
      expect(told('series', 'status 503', [`${index}`])).toEqual(own.map((one) => one?.statuses[503] ?? 0));
    }
    expect(told('scenario', 'vus', ['0'])).toEqual(seconds.map(({ scenarios }) => scenarios[0]?.vus));
    expect(told('run', 'vus', [])).toEqual(
      seconds.map(({ scenarios }) => scenarios.reduce((sum, { vus }) => sum + vus, 0)),
    );
    expect(told('worker', 'cpuUs', ['0'])).toEqual(seconds.map(({ health }) => health[0]?.cpuUs));
    expect(told('metric', 'min', ['queue', 'gauge', ''])).toEqual(
      seconds.map(({ metrics }) => metrics?.[0]?.min ?? Number.NaN),
    );
    const lost = seconds.map(({ failures }) =>
      failures.reduce((sum, { signature, count }) => sum + (signature === 'no value' ? count : 0), 0),
    );
    expect(told('failure', 'count', ['', 'plan', 'no value'])).toEqual(lost);
  });

  /** What `histogram` holds, from what merging seconds gives. */
  function wanted(
    from: number,
    to: number,
    isCounted: (series: number) => boolean,
    name: 'responseTime' | 'session',
  ) {
    const merged = new LatencyHistogram();
    for (const snapshot of seconds.slice(from, to))
      for (const one of snapshot.series) if (isCounted(one.series)) merged.mergeEncoded(one[name]);
    const slots: [number, number][] = [];
    merged.forEachSlot((us, count) => slots.push([us, count]));
    return { count: merged.count, sum: merged.sum, min: merged.min, max: merged.max, slots };
  }
  const told = (own: Own | undefined) => {
    const slots = [...(own?.slots ?? [])].sort(([a], [b]) => a - b);
    return {
      count: slots.reduce((sum, [, count]) => sum + count, 0),
      ...{ sum: own?.sum ?? 0, min: own?.min ?? 0, max: own?.max ?? 0 },
      slots: slots.map(([slot, count]) => [lowest(slot) + 2 ** exponent(slot) - 1, count]),
    };
  };

  it('finds every histogram of every second, of ten, of a minute and of ten minutes', () => {
    for (const [index, name] of [
      [0, 'responseTime'],
      [1, 'responseTime'],
      [2, 'session'],
    ] as const) {
      const id = idOf('series', name, [`${index}`]);
      const isOwn = (series: number) => series === index;
      for (const block of blocks()) {
        for (const [level, width] of [60, 10, 1].entries())
          for (let part = 0; part * width < block.seconds; part++) {
            const from = block.from + part * width;
            const to = Math.min(from + width, block.from + block.seconds);
            expect(told(block.histograms.get(`${level} ${id} ${part}`))).toEqual(
              wanted(from, to, isOwn, name),
            );
          }
      }
      const rollUp = record.blocks.find(({ kind }) => kind === 1);
      expect(told(rollUp?.histograms.get(`0 ${id} 0`))).toEqual(wanted(0, 600, isOwn, name));
    }
  });

  it('finds the latencies over all requests, without sessions', () => {
    const id = idOf('run', 'responseTime', []);
    for (const block of blocks())
      expect(told(block.histograms.get(`0 ${id} 0`))).toEqual(
        wanted(block.from, block.from + block.seconds, (series) => series < 2, 'responseTime'),
      );
  });

  it('finds what was kept as text', () => {
    const texts = record.blocks.flatMap((block) => block.texts);
    const of = (kind: string) => texts.filter((one) => one.kind === kind).map(({ text }) => JSON.parse(text));
    expect(of('error')).toEqual(seconds.flatMap(({ errors }) => errors));
    expect(of('sample')).toEqual(seconds.flatMap(({ samples }) => samples));
  });
});
