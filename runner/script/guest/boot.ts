import { bytesOf, isArrayBuffer } from '../modules/bytes.ts';
import { createCrypto } from '../modules/crypto/crypto.ts';
import { createCsv } from '../modules/csv/csv.ts';
import { createData, SharedArrays } from '../modules/data/shared-array.ts';
import { base64Of } from '../modules/encoding/base64.ts';
import { encoding } from '../modules/encoding/encoding.ts';
import { createFs, File } from '../modules/fs/file.ts';
import { DeclaredMetrics } from '../modules/metrics/declared-metrics.ts';
import { createMetrics } from '../modules/metrics/metrics.ts';
import * as streams from '../modules/streams/readable-stream.ts';
import { describe } from './describe.ts';
import { Execution } from './execution.ts';
import type { HostVu, HostWorker, MetricKind, Tags } from './host.ts';
import { Http } from './http.ts';
import { K6 } from './k6.ts';
import { keptPromise } from './kept-promise.ts';
import { htmlOf, provideHtml } from './pages.ts';
import { Pending } from './pending.ts';
import { Provided } from './provided.ts';
import { learnNatives, Runtime } from './runtime.ts';
import { type Ending, type Phase, type Settings, Vu } from './vu.ts';
import { createWebSockets } from './websockets.ts';
import { Ws } from './ws.ts';

/** A file of a script, compiled: defines its part of a VU when it is called. */
export type Factory = {
  index: number;
  file: string;
  define: (runtime: Runtime, modules: unknown[], pending: typeof Pending) => void;
};

export type Program = {
  factories: Factory[];
  provided: { index: number; name: string }[];
  entry: number;
  settings: Settings;
  optionsText: string;
};

export type Begin = {
  phase: Phase;
  exec: string;
  /** -1 outside of iterations. */
  iteration: number;
  /** Number of the iteration in its scenario and the whole run; null when workers cannot agree on it. */
  iterationInTest: number | null;
  env: Record<string, string> | null;
  tags: Tags | null;
  group: string;
  args: unknown[];
};

learnNatives();

const arrays = new SharedArrays();
const declared = new DeclaredMetrics();

const MODULES: Record<string, (vu: Vu) => unknown> = {
  k6: (vu) => new K6(vu),
  'k6/http': (vu) => new Http(vu),
  'k6/execution': (vu) => new Execution(vu),
  'k6/data': (vu) => withDefault(createData({ arrays, inInit: () => vu.phase === 'init' })),
  'k6/websockets': (vu) => withDefault(createWebSockets(vu, 'blob')),
  'k6/experimental/websockets': (vu) => withDefault(createWebSockets(vu, 'arraybuffer')),
  'k6/experimental/timers': (vu) => withDefault(vu.timers),
  'k6/experimental/webcrypto': (vu) => withDefault({ crypto: vu.crypto }),
  'k6/experimental/streams': () => withDefault(streams),
  'k6/experimental/fs': (vu) => withDefault(fsOf(vu)),
  'k6/experimental/csv': (vu) => withDefault(csvOf(vu)),
  'k6/ws': (vu) => new Ws(vu),
  'k6/timers': (vu) => withDefault(vu.timers),
  'k6/encoding': () => withDefault(encoding),
  'k6/crypto': (vu) => withDefault(createCrypto(vu.worker.hashing)),
  'k6/html': (vu) => withDefault(htmlOf(vu)),
  'k6/metrics': (vu) =>
    withDefault(
      createMetrics({
        sink: {
          declare: (name, kind, isTime) => declared.declare(name, kind, isTime),
          add: (index, value, tags) => {
            const metric = declared.list[index];
            if (metric)
              vu.host.metric(metric.name, metric.kind, metric.isTime, value, vu.group, vu.tags(tags ?? null));
          },
        },
        inInit: () => vu.phase === 'init',
        warn: (message) => vu.host.log('warn', message),
        throws: vu.settings.throw,
      }),
    ),
};

function fsOf(vu: Vu) {
  return createFs({
    read: (path) => vu.bytesOf(path),
    inInit: () => vu.phase === 'init',
    promised: keptPromise,
  });
}

/** Texts of files, by their bytes, which are the same for all VUs. */
const texts = new WeakMap<Uint8Array, string>();

function csvOf(vu: Vu) {
  return createCsv({
    arrays,
    textOf: (file) => {
      const bytes = File.bytes(file);
      const text = texts.get(bytes) ?? vu.worker.textOf(bytes);
      texts.set(bytes, text);
      return text;
    },
    inInit: () => vu.phase === 'init',
    promised: keptPromise,
  });
}

function withDefault<T extends object>(module: T): T & { default: T } {
  return { ...module, default: module };
}

let program: Program | null = null;

/** A VU with the script loaded; throws a sentence when the script does. */
export function makeVu(host: HostVu, worker: HostWorker, env: Record<string, string>): Vu {
  if (!program) throw new Error('There is no script');
  const { factories, provided, settings, optionsText } = program;
  const vu = new Vu(host, worker, settings, { ...env });
  vu.optionsText = optionsText;
  const runtime = new Runtime(vu);
  vu.runtime = runtime;
  for (const { index, name } of provided) runtime.modules[index] = MODULES[name]?.(vu) ?? null;
  for (const { file, define } of factories) {
    vu.loading = file;
    define(runtime, runtime.modules, Pending);
  }
  vu.phase = 'iteration';
  return vu;
}

/** To be called before the first VU is made. */
export function load(given: Program): void {
  program = given;
}

/** The custom metrics that were declared, for the summary. */
export function declaredMetrics(): { name: string; kind: MetricKind; isTime: boolean }[] {
  return declared.list.map(({ name, kind, isTime }) => ({ name, kind, isTime }));
}

/** Runs a function that the script exports. */
export function begin(
  vu: Vu,
  { phase, exec, iteration, iterationInTest, env, tags, group, args }: Begin,
  done: (ending: Ending) => void,
): void {
  const exported = Reflect.get(Object(vu.runtime.modules[program?.entry ?? 0]), exec) as unknown;
  vu.phase = phase;
  vu.iteration = iteration;
  vu.iterationInTest = iterationInTest;
  vu.scenarioTags = tags;
  vu.group = group;
  if (env) Object.assign(vu.env, env);
  vu.perform(() => {
    if (typeof exported !== 'function') throw new TypeError(`the script exports no function "${exec}"`);
    return Reflect.apply(exported, undefined, args);
  }, done);
}

/** A promise was rejected, and nobody took notice. */
export function rejected(vu: Vu, error: unknown): void {
  vu.rejected(error);
}

export function interrupt(vu: Vu): void {
  vu.interrupt();
}

/** A value of a script as JSON; null when it cannot be told so. */
export function exportedJson(vu: Vu, name: string): string | null {
  const value = Reflect.get(Object(vu.runtime.modules[program?.entry ?? 0]), name) as unknown;
  return value === undefined ? null : (JSON.stringify(value) ?? null);
}

export function jsonOf(value: unknown): string | null {
  return value === undefined ? null : (JSON.stringify(value) ?? null);
}

/** The files that handleSummary() gave, as JSON of name and bytes (base64); or what is wrong with them. */
export function summaryFiles(value: unknown): string | { problem: string } {
  if (typeof value !== 'object' || value === null)
    return { problem: 'handleSummary() must return an object such as { stdout: "…", "summary.json": "…" }' };
  const files: Record<string, string> = {};
  for (const [name, content] of Object.entries(value)) {
    if (typeof content !== 'string' && !isArrayBuffer(content) && !ArrayBuffer.isView(content))
      return { problem: `handleSummary(): "${name}" must be a string or an ArrayBuffer` };
    files[name] = base64Of(bytesOf(content), { url: false, padded: true });
  }
  return JSON.stringify(files);
}

export function fromJson(text: string): unknown {
  return JSON.parse(text);
}

export { describe, Provided, provideHtml };
