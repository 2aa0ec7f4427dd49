import { parseArgs } from 'node:util';
import { faultCatalogue, faultNames, parseFaultChoices, type Release, releases } from './faults.ts';
import { defaultProducts, defaultRoundTripMs, type ShopOptions } from './shop.ts';

/** The command line is wrong; `problems` says all that is. */
export class UsageError extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

const optionTypes = {
  release: { type: 'string' },
  port: { type: 'string' },
  data: { type: 'string' },
  database: { type: 'string' },
  products: { type: 'string' },
  'round-trip': { type: 'string' },
  fault: { type: 'string', multiple: true },
  'no-fault': { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
} as const;

/** The options of a shop, or "help". Throws a UsageError that names everything wrong. */
export function readCommandLine(args: string[]): ShopOptions | 'help' {
  const { values } = parse(args);
  if (values.help) return 'help';
  const problems: string[] = [];
  const { fault = [], 'no-fault': noFault = [] } = values;
  const options: ShopOptions = {
    release: releaseIn(values.release, problems),
    faults: parseFaultChoices(fault, noFault, problems),
    port: numberIn('--port', values.port, 0, 0, 65_535, problems),
    products: numberIn('--products', values.products, defaultProducts, 1, 1_000_000, problems),
    roundTripMs: numberIn('--round-trip', values['round-trip'], defaultRoundTripMs, 0, 1_000, problems),
    ...(values.data !== undefined && { dataDir: values.data }),
    ...(values.database !== undefined && { database: databaseIn(values.database, problems) }),
  };
  if (problems.length > 0) throw new UsageError(problems);
  return options;
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: optionTypes });
  } catch (error) {
    throw new UsageError([error instanceof Error ? error.message : String(error)]);
  }
}

function releaseIn(text: string | undefined, problems: string[]): Release {
  const release = releases.find((known) => known === (text ?? '1.0'));
  if (!release) problems.push(`--release ${text}: write one of ${releases.join(', ')}`);
  return release ?? '1.0';
}

function databaseIn(text: string, problems: string[]): string {
  const url = URL.parse(text);
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol) || url.pathname.length < 2) {
    problems.push('--database: write postgres://user:password@host:port/database');
  }
  return text;
}

function numberIn(
  flag: string,
  text: string | undefined,
  usual: number,
  min: number,
  max: number,
  problems: string[],
): number {
  if (text === undefined) return usual;
  const value = Number(text || Number.NaN);
  const whole = flag === '--round-trip' || Number.isInteger(value);
  if (!(whole && value >= min && value <= max)) {
    problems.push(`${flag} ${text}: write a number from ${min} to ${max}`);
  }
  return value;
}

export const help = `A product catalogue to try load tests on.

  node examples/shop/server.ts [--release 1.0|1.1] [--port N] [--data DIR] [--database URL]
                               [--fault NAME[=STRENGTH]]... [--no-fault NAME]...

  --release     1.0 has every fault below, 1.1 none (default 1.0)
  --port        0 takes any free one (default 0); always on 127.0.0.1
  --data        folder for the database files (default $REHEARSAL_DATA_DIR/shop or data/shop)
  --database    postgres://user:password@host:port/database keeps the data in PostgreSQL
  --fault       switches a fault on, at a strength
  --no-fault    mends a fault
  --products    size of the catalogue (default ${defaultProducts})
  --round-trip  milliseconds from the shop to its database and back (default ${defaultRoundTripMs})

Faults:
${faultNames.map(faultHelp).join('\n')}`;

function faultHelp(name: keyof typeof faultCatalogue): string {
  const { what, mended, strength } = faultCatalogue[name];
  const { min, max, means, default: usual } = strength;
  return `  ${name}=${min}..${max} (default ${usual}: ${means})
      ${what}
      mended: ${mended}`;
}
