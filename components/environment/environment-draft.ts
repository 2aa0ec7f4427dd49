import type { FormIssue } from '@/components/form/form-issue.ts';
import { join, type Path } from '@/components/form/path.ts';
import { type EnvironmentDetail, SaveEnvironment } from '@/lib/api/contract.ts';
import { issueWords } from '@/lib/plan/issue-words.ts';

type Pair = { name: string; value: string };

/** A secret while the form is open. What is `stored` is never shown: its value is empty until a new one is typed. */
export type SecretDraft = Pair & { stored: boolean };

/**
 * An environment while it is edited: names may be empty or stand there twice while they are typed. Numbers hold what was
 * typed when that is no number.
 */
export type EnvironmentDraft = {
  name: string;
  baseUrl: string;
  variables: Pair[];
  secrets: SecretDraft[];
  /** One host a line. */
  allowedHosts: string;
  maxVUs: number | string;
  maxRequestsPerSecond: number | string;
};

export const NEW_ENVIRONMENT: EnvironmentDraft = {
  name: '',
  baseUrl: '',
  variables: [],
  secrets: [],
  allowedHosts: '',
  maxVUs: 1000,
  maxRequestsPerSecond: 10_000,
};

export function environmentDraft(environment: EnvironmentDetail): EnvironmentDraft {
  const { name, baseUrl, variables, secretNames, allowedHosts, maxVUs, maxRequestsPerSecond } = environment;
  return {
    name,
    baseUrl,
    variables: Object.entries(variables).map(([key, value]) => ({ name: key, value })),
    secrets: secretNames.map((secret) => ({ name: secret, value: '', stored: true })),
    allowedHosts: allowedHosts.join('\n'),
    maxVUs,
    maxRequestsPerSecond,
  };
}

const blank = ({ name, value }: Pair) => name === '' && value === '';
const hostsOf = (text: string) => text.split(/[\s,]+/).filter((host) => host !== '');

/** What the form says, as the API takes it. Secrets of `before` that are no longer listed are removed. */
export function environmentInput(draft: EnvironmentDraft, before: readonly string[]): SaveEnvironment {
  const written = draft.secrets.filter((secret) => !blank(secret) && !(secret.stored && secret.value === ''));
  const kept = new Set(draft.secrets.map(({ name }) => name));
  return {
    name: draft.name,
    baseUrl: draft.baseUrl.trim(),
    variables: Object.fromEntries(
      draft.variables.filter((pair) => !blank(pair)).map(({ name, value }) => [name, value]),
    ),
    allowedHosts: hostsOf(draft.allowedHosts.toLowerCase()),
    maxVUs: draft.maxVUs as number,
    maxRequestsPerSecond: draft.maxRequestsPerSecond as number,
    secrets: {
      ...Object.fromEntries(before.filter((name) => !kept.has(name)).map((name) => [name, null])),
      ...Object.fromEntries(written.map(({ name, value }) => [name, value])),
    },
  };
}

/** All that is wrong with the form, each at its field. */
export function checkEnvironment(draft: EnvironmentDraft): FormIssue[] {
  const read = SaveEnvironment.safeParse(environmentInput(draft, []), { error: issueWords });
  const issues = read.success
    ? []
    : read.error.issues.map(({ path, message }) => ({ path: path.map(String), message }));
  return [...repeatedNames(draft), ...placeIssues(draft, issues)];
}

/** Issues of what was sent, at the fields they belong to. */
export function placeIssues(
  draft: EnvironmentDraft,
  issues: readonly { path: string[]; message: string }[],
): FormIssue[] {
  return issues.map(({ path, message }) => ({
    path: fieldPath(draft, path),
    message: wordsFor(path, draft, message),
    kind: 'error',
  }));
}

function fieldPath(draft: EnvironmentDraft, [field = '', name]: string[]): Path {
  if (field !== 'variables' && field !== 'secrets') return field;
  const row = draft[field].findLastIndex((pair) => pair.name === name);
  return row < 0 ? field : join(field, row);
}

/** A host in a list is named, since the field shows all of them. */
function wordsFor([field, index]: string[], draft: EnvironmentDraft, message: string): string {
  const host = field === 'allowedHosts' ? hostsOf(draft.allowedHosts)[Number(index)] : undefined;
  return host === undefined ? message : `${host}: ${message}`;
}

function repeatedNames({ variables, secrets }: EnvironmentDraft): FormIssue[] {
  const seen = new Set<string>();
  const rows = [
    ...variables.map((pair, row) => ({ pair, path: join('variables', row) })),
    ...secrets.map((pair, row) => ({ pair, path: join('secrets', row) })),
  ];
  return rows.flatMap(({ pair: { name, value }, path }): FormIssue[] => {
    if (name === '') return value === '' ? [] : [{ path, message: 'needs a name', kind: 'error' }];
    if (seen.has(name))
      return [{ path, message: `"${name}" stands here twice; give this one another name`, kind: 'error' }];
    seen.add(name);
    return [];
  });
}
