import type { FormIssue } from '@/components/form/form-issue.ts';
import { isSameDocument } from '@/components/form/same-document.ts';
import { type EnvironmentDetail, SaveEnvironment } from '@/lib/api/contract.ts';
import { issueWords } from '@/lib/plan/issue-words.ts';
import type { HttpProxy } from '@/lib/plan/proxy.ts';
import { TlsOptions } from '@/lib/plan/tls-options.ts';
import type { Probe } from '@/lib/probe/probe.ts';
import { HostGuard } from '@/lib/run/host-guard.ts';
import { hostLines, readHostLines, wrongHost } from './host-lines.ts';

type Pair = { name: string; value: string };

/** A secret while it is edited: its value is never read, only set anew. */
export type SecretRow = Pair & { state: 'kept' | 'replaced' | 'removed' | 'new' };

/** An environment while it is edited. Numbers may hold what was typed instead; hosts are one per line. */
export type EnvironmentDraft = {
  name: string;
  baseUrl: string;
  variables: Pair[];
  allowedHosts: string;
  /** One name per line, its addresses behind it. */
  hosts: string;
  resolve: string;
  httpVersion: EnvironmentDetail['httpVersion'];
  tls: TlsOptions;
  /** None while it has no URL. */
  proxy: HttpProxy;
  production: boolean;
  /** Empty when there is none. */
  deadMansSwitch: string;
  maxVUs: number;
  maxRequestsPerSecond: number;
  probes: Probe[];
  secrets: SecretRow[];
};

const NO_PROXY: HttpProxy = { url: '', user: '', password: '' };

export function draftOf(environment: EnvironmentDetail | undefined): EnvironmentDraft {
  return {
    name: environment?.name ?? '',
    baseUrl: environment?.baseUrl ?? '',
    variables: Object.entries(environment?.variables ?? {}).map(([name, value]) => ({ name, value })),
    allowedHosts: (environment?.allowedHosts ?? []).join('\n'),
    hosts: hostLines(environment?.hosts ?? {}),
    resolve: environment?.resolve ?? '30s',
    httpVersion: environment?.httpVersion ?? '1.1',
    tls: environment?.tls ?? TlsOptions.parse({}),
    proxy: environment?.proxy ?? NO_PROXY,
    production: environment?.production ?? false,
    deadMansSwitch: environment?.deadMansSwitch ?? '',
    maxVUs: environment?.maxVUs ?? 1000,
    maxRequestsPerSecond: environment?.maxRequestsPerSecond ?? 10_000,
    probes: environment?.probes ?? [],
    secrets: (environment?.secretNames ?? []).map((name) => ({ name, value: '', state: 'kept' })),
  };
}

const isBlank = ({ name, value }: Pair) => name === '' && value === '';
const hostsOf = (text: string) =>
  text
    .split(/[\s,]+/)
    .map((host) => host.toLowerCase())
    .filter(Boolean);

const filled = (lines: readonly string[]) => lines.map((line) => line.trim()).filter(Boolean);

function withoutBlankLines(probe: Probe): Probe {
  if (probe.type === 'prometheus') return { ...probe, metrics: filled(probe.metrics) };
  return probe.type === 'prometheus-server' ? { ...probe, queries: filled(probe.queries) } : probe;
}

/** What the draft asks the server to save. */
export function toSave(draft: EnvironmentDraft): SaveEnvironment {
  const secrets = draft.secrets.filter(
    (row) => row.state !== 'kept' && !(row.state === 'new' && isBlank(row)),
  );
  return {
    ...draft,
    allowedHosts: hostsOf(draft.allowedHosts),
    hosts: readHostLines(draft.hosts),
    deadMansSwitch: draft.deadMansSwitch.trim() || undefined,
    proxy: isSameDocument(draft.proxy, NO_PROXY) ? undefined : draft.proxy,
    probes: draft.probes.map(withoutBlankLines),
    variables: Object.fromEntries(
      draft.variables.filter((pair) => !isBlank(pair)).map(({ name, value }) => [name, value]),
    ),
    secrets: Object.fromEntries(
      secrets.map(({ name, value, state }) => [name, state === 'removed' ? null : value]),
    ),
  };
}

/** All that is wrong with a draft, each at its field. */
export function checkEnvironment(draft: EnvironmentDraft): FormIssue[] {
  const read = SaveEnvironment.safeParse(toSave(draft), { error: issueWords });
  const found = read.success
    ? []
    : read.error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
  return firstPerPath([
    ...repeatedNames('variables', draft.variables),
    ...repeatedNames('secrets', draft.secrets),
    ...placeIssues(draft, found),
  ]);
}

/** Issues of a SaveEnvironment at the fields of the draft it was made of. */
export function placeIssues(
  draft: EnvironmentDraft,
  issues: { path: string; message: string }[],
): FormIssue[] {
  return issues.map(({ path, message }): FormIssue => {
    const [field = '', ...rest] = path.split('.');
    const name = rest.join('.');
    if (field === 'hosts' && rest.length > 0) {
      return { path: field, message: `“${wrongHost(draft.hosts, rest)}” ${message}`, kind: 'error' };
    }
    if (field === 'allowedHosts' && rest.length > 0) {
      return {
        path: field,
        message: `“${hostsOf(draft.allowedHosts)[Number(name)]}” ${message}`,
        kind: 'error',
      };
    }
    const [index = '', part = '', line] = rest;
    if (field === 'probes' && (part === 'metrics' || part === 'queries') && line !== undefined) {
      const probe = draft.probes[Number(index)];
      const saved = probe && withoutBlankLines(probe);
      const lines =
        saved?.type === 'prometheus'
          ? saved.metrics
          : saved?.type === 'prometheus-server'
            ? saved.queries
            : [];
      return {
        path: `probes.${index}.${part}`,
        message: `“${lines[Number(line)]}” ${message}`,
        kind: 'error',
      };
    }
    if ((field === 'variables' || field === 'secrets') && rest.length > 0) {
      const row = draft[field].findLastIndex((pair) => pair.name === name);
      return { path: row < 0 ? field : `${field}.${row}`, message, kind: 'error' };
    }
    return { path, message, kind: 'error' };
  });
}

function repeatedNames(field: string, rows: Pair[]): FormIssue[] {
  return rows.flatMap(({ name, value }, index): FormIssue[] => {
    const first = rows.findIndex((row) => row.name === name);
    const message =
      name === '' && value !== ''
        ? 'needs a name'
        : name !== '' && first < index
          ? `"${name}" stands there twice; keep one of them`
          : undefined;
    return message ? [{ path: `${field}.${index}`, message, kind: 'error' }] : [];
  });
}

/** The host of the base URL when no load may go there; `undefined` when it may, or when the URL is not one. */
export function refusedHost({
  baseUrl,
  allowedHosts,
  hosts,
  proxy,
}: Pick<EnvironmentDraft, 'baseUrl' | 'allowedHosts' | 'hosts' | 'proxy'>): string | undefined {
  if (!URL.canParse(baseUrl)) return undefined;
  const url = new URL(baseUrl);
  if (!/^https?:$/.test(url.protocol)) return undefined;
  const guard = new HostGuard({
    allowedHosts: hostsOf(allowedHosts),
    hosts: readHostLines(hosts),
    proxy: URL.canParse(proxy.url) ? proxy : undefined,
  });
  return guard.refusedHost(url) ?? undefined;
}

function firstPerPath(issues: FormIssue[]): FormIssue[] {
  const seen = new Set<string>();
  return issues.filter(({ path }) => !seen.has(path) && seen.add(path));
}
