import { nearestName } from '../nearest/nearest-name.ts';

/** A placeholder that makes a value at every use, with its arguments checked. */
export type Generator =
  /** A whole number from `min` to `max`, both included. */
  | { type: 'randomInt'; min: number; max: number }
  /** A random UUID, version 4. */
  | { type: 'uuid' }
  /** One of the values, all equally likely. */
  | { type: 'pick'; values: string[] }
  /** Milliseconds since 1970. */
  | { type: 'timestamp' }
  /** The time as `2026-01-31T12:00:00.000Z`. */
  | { type: 'isoTimestamp' }
  /** 1, 2, 3 …: unique over the whole run. */
  | { type: 'counter' }
  /** Random letters and digits. */
  | { type: 'randomString'; length: number }
  /** The number of the VU, from 1. */
  | { type: 'vu' }
  /** How many iterations this VU began before this one, from 0. */
  | { type: 'iteration' };

export type GeneratorType = Generator['type'];
export type Argument = string | number;

export const MAX_RANDOM_STRING = 10_000;

type Syntax = {
  /** How it is written, for messages and documentation. */
  example: string;
  meaning: string;
  /** What its arguments must be; completes "needs …". */
  needs: string;
  read(args: Argument[]): Generator | undefined;
};

const without = <T extends Generator>(generator: T, meaning: string): Syntax => ({
  example: `{{$${generator.type}}}`,
  meaning,
  needs: 'no arguments',
  read: (args) => (args.length === 0 ? generator : undefined),
});

/** Every generator: how it is written and what it makes. */
export const GENERATORS: Record<GeneratorType, Syntax> = {
  randomInt: {
    example: '{{$randomInt(1, 100)}}',
    meaning: 'A random whole number, both ends included.',
    needs: 'two whole numbers, the smaller first',
    read(args) {
      const [min, max] = args;
      const fits = args.length === 2 && Number.isSafeInteger(min) && Number.isSafeInteger(max);
      return fits && Number(min) <= Number(max)
        ? { type: 'randomInt', min: Number(min), max: Number(max) }
        : undefined;
    },
  },
  uuid: without({ type: 'uuid' }, 'A random UUID (version 4).'),
  pick: {
    example: '{{$pick("a", "b")}}',
    meaning: 'One of the values, all equally likely.',
    needs: 'at least one value',
    read: (args) => (args.length > 0 ? { type: 'pick', values: args.map(String) } : undefined),
  },
  timestamp: without({ type: 'timestamp' }, 'The time in milliseconds since 1970.'),
  isoTimestamp: without({ type: 'isoTimestamp' }, 'The time as `2026-01-31T12:00:00.000Z`.'),
  counter: without({ type: 'counter' }, 'Counts up; every value is used once in a run.'),
  randomString: {
    example: '{{$randomString(8)}}',
    meaning: 'As many random letters and digits.',
    needs: `a length from 1 to ${MAX_RANDOM_STRING}`,
    read(args) {
      const length = Number(args[0]);
      const fits = args.length === 1 && typeof args[0] === 'number' && Number.isInteger(length);
      return fits && length >= 1 && length <= MAX_RANDOM_STRING
        ? { type: 'randomString', length }
        : undefined;
    },
  },
  vu: without({ type: 'vu' }, 'The number of the VU, from 1.'),
  iteration: without({ type: 'iteration' }, 'How many iterations the VU began before this one, from 0.'),
};

const isGenerator = (name: string): name is GeneratorType => Object.hasOwn(GENERATORS, name);

/** The generator, or a sentence about what is wrong. `written` is the placeholder as it stands in the text. */
export function readGenerator(name: string, args: Argument[], written: string): Generator | string {
  if (!isGenerator(name)) {
    const near = nearestName(name, Object.keys(GENERATORS));
    const mend = isGenerator(near ?? '')
      ? `did you mean ${GENERATORS[near as GeneratorType].example}?`
      : `there are ${Object.keys(GENERATORS)
          .map((known) => `$${known}`)
          .join(', ')}`;
    return `${written}: there is no generator $${name}; ${mend}`;
  }
  const { needs, example, read } = GENERATORS[name];
  return read(args) ?? `${written} needs ${needs}, e.g. ${example}`;
}
