import { z } from 'zod';
import { didYouMean } from '../nearest/nearest-name.ts';

type RawIssue = z.core.$ZodRawIssue;

const EXPECTED: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a block of fields',
  record: 'a block of names and values',
};

/** What a wrong value is, for a person. */
function kindOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a block of fields';
  if (typeof value === 'string') return value.length > 40 ? 'text' : `the text "${value}"`;
  return Number.isNaN(value) ? 'not a number' : String(value);
}

const listed = (values: readonly unknown[]): string => values.map(String).join(', ');

const isDuration = (schema: unknown): boolean =>
  schema instanceof z.ZodType && z.globalRegistry.get(schema)?.title === 'duration';

function wrongType(issue: Extract<RawIssue, { code: 'invalid_type' }>): string {
  const expected = EXPECTED[issue.expected] ?? issue.expected;
  if (isDuration(issue.inst)) {
    const seconds = typeof issue.input === 'number' ? issue.input : 30;
    return issue.input === undefined
      ? 'is missing; write a duration such as 30s or 1m30s'
      : `must be a duration with its unit, such as ${seconds}s or 1m30s, but is ${kindOf(issue.input)}`;
  }
  if (issue.input === undefined) return `is missing; it must be ${expected}`;
  const quote =
    issue.expected === 'string' && (typeof issue.input === 'number' || typeof issue.input === 'boolean')
      ? `; put it in quotes: "${issue.input}"`
      : '';
  return `must be ${expected}, but is ${kindOf(issue.input)}${quote}`;
}

function wrongChoice(value: unknown, choices: readonly unknown[]): string {
  if (value === undefined)
    return `is missing; write ${choices.length === 1 ? '' : 'one of '}${listed(choices)}`;
  const near = typeof value === 'string' ? didYouMean(value, choices.map(String)) : '';
  if (choices.length === 1) return `must be ${listed(choices)}, but is ${kindOf(value)}${near}`;
  return `${kindOf(value)} is not possible here${near}; write one of ${listed(choices)}`;
}

const UNITS: Record<string, string> = {
  string: ' characters',
  array: ' entries',
  map: ' entries',
  set: ' entries',
};

function wrongSize(issue: Extract<RawIssue, { code: 'too_big' | 'too_small' }>): string {
  const unit = UNITS[issue.origin] ?? '';
  if (issue.code === 'too_small' && issue.origin === 'string' && issue.input === '')
    return 'must not be empty';
  const is = unit === '' ? `, but is ${String(issue.input)}` : '';
  const limit = issue.code === 'too_big' ? issue.maximum : issue.minimum;
  const bound = issue.code === 'too_big' ? 'most' : 'least';
  const strict =
    issue.inclusive === false ? (issue.code === 'too_big' ? 'less than ' : 'more than ') : `at ${bound} `;
  return unit === '' ? `must be ${strict}${limit}${is}` : `must have ${strict}${limit}${unit}`;
}

const MAX_KEYS = 20;

/** One sentence per unknown key (of the first few), separated by line breaks; `planIssues` gives each its own path. */
function unknownKeys(issue: Extract<RawIssue, { code: 'unrecognized_keys' }>): string {
  const known = issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape) : [];
  return issue.keys
    .slice(0, MAX_KEYS)
    .map((key) => `there is no such field here${didYouMean(key, known)}; there are ${listed(known)}`)
    .join('\n');
}

/** Messages for what the schemas themselves have no words for: what is wrong and what to write. Pass it to a parse as `error`. */
export const issueWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue);
    case 'invalid_value':
      return wrongChoice(issue.input, issue.values);
    case 'invalid_union': {
      if (!('discriminator' in issue) || issue.discriminator === undefined) {
        return `must be text, a number, or true or false, but is ${kindOf(issue.input)}`;
      }
      const written = (issue.input as Record<string, unknown>)[issue.discriminator];
      return wrongChoice(written, Array.isArray(issue.options) ? issue.options : []);
    }
    case 'too_big':
    case 'too_small':
      return wrongSize(issue);
    case 'unrecognized_keys':
      return unknownKeys(issue);
    case 'invalid_key':
      return issue.issues[0]?.message;
    default:
      return undefined;
  }
};
