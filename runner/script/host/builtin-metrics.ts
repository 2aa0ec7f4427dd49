import type { Family, ScriptMetrics, TagOf } from './metrics.ts';

/** One hop of a request, in k6's terms. Milliseconds. */
export type HopTimes = {
  blocked: number;
  connecting: number;
  tls: number;
  sending: number;
  waiting: number;
  receiving: number;
};

/** k6's own metrics: names and meaning are k6's. */
export class BuiltinMetrics {
  readonly all: ScriptMetrics;
  private readonly requests: Family;
  private readonly failed: Family;
  private readonly duration: Family;
  private readonly blocked: Family;
  private readonly connecting: Family;
  private readonly tls: Family;
  private readonly sending: Family;
  private readonly waiting: Family;
  private readonly receiving: Family;
  private readonly dataSent: Family;
  private readonly dataReceived: Family;
  private readonly checks: Family;
  private readonly iterations: Family;
  private readonly iterationDuration: Family;

  constructor(all: ScriptMetrics) {
    const time = (name: string) => all.family(name, 'trend', true);
    this.all = all;
    this.requests = all.family('http_reqs', 'counter', false);
    this.failed = all.family('http_req_failed', 'rate', false);
    this.duration = time('http_req_duration');
    this.blocked = time('http_req_blocked');
    this.connecting = time('http_req_connecting');
    this.tls = time('http_req_tls_handshaking');
    this.sending = time('http_req_sending');
    this.waiting = time('http_req_waiting');
    this.receiving = time('http_req_receiving');
    this.dataSent = all.family('data_sent', 'counter', false);
    this.dataReceived = all.family('data_received', 'counter', false);
    this.checks = all.family('checks', 'rate', false);
    this.iterations = all.family('iterations', 'counter', false);
    this.iterationDuration = time('iteration_duration');
  }

  /** `failed` is null where nothing is judged. */
  hop(
    times: HopTimes,
    failed: boolean | null,
    received: number,
    sent: number,
    atMs: number,
    tagOf: TagOf,
  ): void {
    this.requests.add(1, atMs, tagOf);
    if (failed !== null) this.failed.add(failed ? 1 : 0, atMs, tagOf);
    this.duration.add(times.sending + times.waiting + times.receiving, atMs, tagOf);
    this.blocked.add(times.blocked, atMs, tagOf);
    this.connecting.add(times.connecting, atMs, tagOf);
    this.tls.add(times.tls, atMs, tagOf);
    this.sending.add(times.sending, atMs, tagOf);
    this.waiting.add(times.waiting, atMs, tagOf);
    this.receiving.add(times.receiving, atMs, tagOf);
    this.dataSent.add(sent, atMs, tagOf);
    this.dataReceived.add(received, atMs, tagOf);
  }

  check(passed: boolean, atMs: number, tagOf: TagOf): void {
    this.checks.add(passed ? 1 : 0, atMs, tagOf);
  }

  iteration(ms: number, atMs: number, tagOf: TagOf): void {
    this.iterations.add(1, atMs, tagOf);
    this.errand(ms, atMs, tagOf);
  }

  /** setup() and teardown() last as iterations do, and are none. */
  errand(ms: number, atMs: number, tagOf: TagOf): void {
    this.iterationDuration.add(ms, atMs, tagOf);
  }
}
