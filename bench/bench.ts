import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureAccuracy } from './accuracy.ts';
import { CONTENDERS, versionOf } from './contenders.ts';
import { measureCost } from './cost.ts';
import { accuracyTable, costTable, goals, type Results } from './table.ts';
import { measureUsers } from './users.ts';

/**
 * Ours beside every other tool that is found on the PATH: same work, same target on this machine, same run, alternating,
 * the generator pinned to core 0 and the target to core 1. CPU per request, requests per second, memory per user with
 * think time, and what each tool says beside what a counting target knows. About 14 minutes with all of them.
 */

const HELP = `npm run bench -- [options]
  --rounds N        rounds of the cost (3)
  --seconds N       load of each tool in a round, seconds (10)
  --vus N           users of the memory measurement (4000)
  --only NAME       only this tool beside ours; may be repeated
  --part PART       cost, memory or accuracy; may be repeated (all)
  --out FOLDER      where latest.json and latest.md are written (bench/results)
  --docs            also puts the tables into docs/performance.md`;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '10' },
    vus: { type: 'string', default: '4000' },
    only: { type: 'string', multiple: true },
    part: { type: 'string', multiple: true, default: ['cost', 'memory', 'accuracy'] },
    out: { type: 'string', default: join(import.meta.dirname, 'results') },
    docs: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit();
}

/** From 1 to `most`: a bench ends by itself. */
function bounded(name: string, text: string, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > most)
    throw new Error(`--${name} is a whole number from 1 to ${most}`);
  return number;
}

const rounds = bounded('rounds', values.rounds, 20);
const seconds = bounded('seconds', values.seconds, 60);
const many = bounded('vus', values.vus, 15_000);
const few = Math.ceil(many / 20);
const [reference] = CONTENDERS;
if (!reference) throw new Error('Nobody to compare with');

const chosen = CONTENDERS.filter(
  ({ name }) => !values.only || name.startsWith('Rehearsal') || values.only.includes(name),
);
const versions = new Map(chosen.map((contender) => [contender, versionOf(contender)]));
const present = chosen.filter((contender) => versions.get(contender) !== undefined);
const absent = chosen.filter((contender) => !present.includes(contender)).map(({ name }) => name);
const missing =
  absent.length > 0 ? `Not installed, left out: ${absent.join(', ')}.` : 'All peers are installed.';
console.log(missing);

const scratch = mkdtempSync(join(tmpdir(), 'rehearsal-bench-'));
const say = (line: string) => console.log(line);
const wants = (part: string) => values.part.includes(part);
const startedAt = Date.now();
try {
  const results: Results = {
    contenders: present.map((contender) => ({
      name: contender.name,
      version: versions.get(contender) ?? '',
      work: contender.work,
    })),
    rounds: wants('cost')
      ? await measureCost(present, rounds, { connections: 100, seconds, scratch }, say)
      : [],
    users: wants('memory')
      ? await measureUsers(present, { few, many, rampSeconds: 8, holdSeconds: 14, scratch }, say)
      : [],
    accuracy: wants('accuracy')
      ? await measureAccuracy(present, { connections: 100, seconds, scratch }, say)
      : [],
  };
  const machine = `${cpus().length} cores of ${cpus()[0]?.model ?? 'an unknown processor'}, Node ${process.versions.node}`;
  const text = [
    `${machine}; ${rounds} rounds of ${seconds} seconds, 100 connections; memory from ${few} to ${many} users. ${missing}`,
    ...(wants('cost') || wants('memory') ? [costTable(results, reference.name), goals(results)] : []),
    ...(wants('accuracy') ? [accuracyTable(results)] : []),
  ].join('\n\n');
  mkdirSync(values.out, { recursive: true });
  const whole = {
    machine,
    at: new Date(startedAt).toISOString(),
    rounds,
    seconds,
    few,
    many,
    absent,
    results,
  };
  writeFileSync(join(values.out, 'latest.json'), `${JSON.stringify(whole, null, 2)}\n`);
  writeFileSync(join(values.out, 'latest.md'), `${text}\n`);
  if (values.docs) putIntoDocs(text);
  say(`\n${text}\n`);
  say(
    `Took ${Math.round((Date.now() - startedAt) / 1000)} s. Written to ${values.out}/latest.md and latest.json.`,
  );
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** Between the marks in docs/performance.md. */
function putIntoDocs(text: string): void {
  const file = join(import.meta.dirname, '..', 'docs', 'performance.md');
  const before = readFileSync(file, 'utf8');
  const marks = /(<!-- bench -->\n)[\s\S]*?(<!-- end of bench -->)/;
  if (!marks.test(before)) throw new Error(`${file} has no marks for the tables`);
  writeFileSync(
    file,
    before.replace(marks, (_, start: string, end: string) => `${start}${text}\n${end}`),
  );
}
