/** The classic faults of a first release. Each is real, and each can be switched alone. */
export const faultNames = [
  'n-plus-one',
  'small-pool',
  'slow-search',
  'body-leak',
  'big-payload',
  'blocking',
] as const;
export type FaultName = (typeof faultNames)[number];

export const releases = ['1.0', '1.1'] as const;
export type Release = (typeof releases)[number];

type Strength = { means: string; default: number; min: number; max: number };
type FaultDescription = { what: string; mended: string; strength: Strength };

export const faultCatalogue: Record<FaultName, FaultDescription> = {
  'n-plus-one': {
    what: 'the listing asks for price, rating, stock and category product by product',
    mended: "one query for the page and one per kind of detail, whatever the page's length",
    strength: { means: 'kinds of detail asked for one by one', default: 3, min: 1, max: 4 },
  },
  'small-pool': {
    what: 'too few database connections, and a request keeps its own from first query to answer',
    mended: '6 connections, each given back after every query',
    strength: { means: 'connections', default: 2, min: 1, max: 6 },
  },
  'slow-search': {
    what: "search compares every product with LIKE '%word%', which no index can serve",
    mended: 'search asks a full-text index',
    strength: { means: 'columns compared: name, brand, tags, description', default: 4, min: 1, max: 4 },
  },
  'body-leak': {
    what: 'a middleware keeps a record of every request body for ever',
    mended: 'bodies are dropped once they are parsed',
    strength: { means: 'KiB kept per request body at least', default: 64, min: 1, max: 1024 },
  },
  'big-payload': {
    what: 'the listing ignores `fields`, sends whole product pages, and nothing is compressed',
    mended: 'only the fields asked for are read and sent, gzip where the client accepts it',
    strength: { means: 'page texts sent with every product', default: 8, min: 1, max: 8 },
  },
  blocking: {
    what: 'login hashes the password synchronously, and nothing else is served meanwhile',
    mended: 'the password is hashed on the thread pool, at a sensible cost',
    strength: { means: 'hashing cost, as a multiple of the mended one', default: 4, min: 1, max: 32 },
  },
};

/** Every fault with its strength; 0 means mended. */
export type Faults = Readonly<Record<FaultName, number>>;
/** `true` is the default strength, `false` mended; what is not named stays as the release has it. */
export type FaultChoices = Partial<Record<FaultName, number | boolean>>;

/** The faults of a release with the caller's choices applied. */
export function faultsOf(release: Release, choices: FaultChoices = {}): Faults {
  const chosen = faultNames.map((name) => {
    const { default: usual } = faultCatalogue[name].strength;
    const choice = choices[name] ?? release === '1.0';
    return [name, choice === true ? usual : Number(choice)] as const;
  });
  return Object.fromEntries(chosen) as Record<FaultName, number>;
}

/**
 * Reads `--fault NAME[=STRENGTH]` and `--no-fault NAME` values.
 * What is wrong with them is appended to `problems`, all of it.
 */
export function parseFaultChoices(on: string[], off: string[], problems: string[]): FaultChoices {
  const choices: FaultChoices = {};
  const choose = (flag: string, text: string, value: (name: FaultName) => number | boolean) => {
    const [written = ''] = text.split('=', 1);
    const name = faultNames.find((known) => known === written);
    if (!name) {
      problems.push(`${flag} ${text}: no such fault; write one of ${faultNames.join(', ')}`);
    } else if (choices[name] !== undefined) {
      problems.push(`${flag} ${text}: ${name} is named twice; name it once`);
    } else {
      choices[name] = value(name);
    }
  };
  for (const text of on) choose('--fault', text, (name) => strengthIn(text, name, problems));
  for (const text of off) {
    choose('--no-fault', text, (name) => {
      if (text !== name) problems.push(`--no-fault ${text}: write --no-fault ${name}`);
      return false;
    });
  }
  return choices;
}

function strengthIn(text: string, name: FaultName, problems: string[]): number | boolean {
  const at = text.indexOf('=');
  if (at < 0) return true;
  const { min, max, means } = faultCatalogue[name].strength;
  const strength = Number(text.slice(at + 1) || Number.NaN);
  if (!Number.isInteger(strength) || strength < min || strength > max) {
    problems.push(`--fault ${text}: write a whole number from ${min} to ${max} (${means})`);
  }
  return strength;
}
