import type { HostAnswer, HostRequest, HostVu, MetricKind, Tags } from '../guest/host.ts';
import { ScriptJar } from '../host/script-jar.ts';

export type Told = {
  checks: { name: string; passed: boolean; group: string }[];
  metrics: { name: string; kind: MetricKind; isTime: boolean; value: number; tags: Tags | null }[];
  said: string[];
  slept: number[];
  groups: string[];
  sent: HostRequest[];
};

const ANSWER: HostAnswer = {
  status: 200,
  url: 'http://shop.test/',
  remoteIp: '127.0.0.1',
  remotePort: 80,
  protocol: 'HTTP/1.1',
  tlsVersion: '',
  cipher: '',
  headers: { 'content-type': 'text/html' },
  body: '',
  error: '',
  errorCode: 0,
  blocked: 0,
  lookingUp: 0,
  connecting: 0,
  tls: 0,
  sending: 0,
  waiting: 1,
  receiving: 0,
  setCookies: [],
  sentCookies: '',
};

/** An engine without a network, whose time is that of the events: whatever is waited for happens in the next turn. */
export function fakeHost(answer: Partial<HostAnswer> = {}): { host: HostVu; told: Told } {
  const told: Told = { checks: [], metrics: [], said: [], slept: [], groups: [], sent: [] };
  const jar = new ScriptJar();
  const soon = (work: () => void) => {
    const immediate = setImmediate(work);
    return () => clearImmediate(immediate);
  };
  const host: HostVu = {
    number: 1,
    now: () => 0,
    send: (request, done) => {
      told.sent.push(request);
      soon(() => done({ ...ANSWER, url: request.url, ...answer }));
    },
    sleep: (ms, done) => {
      told.slept.push(ms);
      soon(done);
    },
    after: (_ms, ring) => soon(ring),
    later: (work) => {
      soon(work);
    },
    check: (group, name, passed) => {
      told.checks.push({ group, name, passed });
    },
    groupEnded: (group) => {
      told.groups.push(group);
    },
    metric: (name, kind, isTime, value, _group, tags) => {
      told.metrics.push({ name, kind, isTime, value, tags });
    },
    log: (level, text) => {
      told.said.push(`${level}: ${text}`);
    },
    abort: (reason) => {
      told.said.push(`abort: ${reason}`);
    },
    markFailed: (reason) => {
      told.said.push(`failed: ${reason}`);
    },
    jar: () => jar,
    newJar: () => new ScriptJar(),
    openSocket: (_request, listener) => {
      soon(() => {
        listener.opened(101, {}, '');
        listener.message('hello');
        soon(() => listener.closed(1006, ''));
      });
      return { send() {}, ping() {}, close() {}, leave() {}, buffered: () => 0, destroy() {} };
    },
    execution: () => ({
      scenario: 'default',
      executor: 'per-vu-iterations',
      scenarioStartedAt: 0,
      scenarioProgress: 0,
      runElapsedMs: 0,
      vusActive: 1,
      vusInitialized: 1,
      iterationsCompleted: 0,
      iterationsInterrupted: 0,
    }),
  };
  return { host, told };
}
