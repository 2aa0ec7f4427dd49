import type { LookupFunction } from 'node:net';
import { Environment } from '../../../lib/plan/environment.ts';
import { HostGuard } from '../../../lib/run/host-guard.ts';
import type { Head } from '../../http1/response-parser.ts';
import { Remotes } from '../../recorder/remotes.ts';
import { RunClock } from '../../worker/run-clock.ts';
import { Connection, type ConnectionUser } from '../connection.ts';
import { errorKind, errorMessage } from '../error-kind.ts';
import type { Network } from '../open-socket.ts';
import { OpenSockets } from '../open-sockets.ts';
import { type Origin, Origins } from '../origins.ts';
import type { RequestOptions } from '../outgoing.ts';
import { proxyRoute } from '../proxy-route.ts';
import { cachedLookup } from '../resolver.ts';
import { tlsSettings } from '../tls-settings.ts';

/** What came of one request. */
export type Outcome = {
  status: number;
  bytes: number;
  /** Kind and sentence of the failure; null when there was an answer. */
  failure: string | null;
  received: number;
  sent: number;
};

type Settings = Partial<Pick<Environment, 'hosts' | 'proxy' | 'httpVersion'>> & {
  tls?: Partial<Environment['tls']>;
  lookup?: LookupFunction;
};

/** One connection of a VU, as an environment says that it is to be made, and the requests that go over it. */
export class Caller {
  readonly network: Network;
  readonly connection: Connection;
  private readonly origin: Origin;

  constructor(baseUrl: string, { lookup, ...settings }: Settings = {}) {
    const clock = new RunClock();
    clock.start(process.hrtime.bigint());
    const problem = (sentence: string) => {
      throw new Error(sentence);
    };
    const fillIn = (text: string) => text;
    const environment = Environment.parse({ baseUrl, ...settings });
    const { hosts, proxy } = environment;
    this.network = {
      clock,
      lookup: lookup ?? cachedLookup(0),
      sourceFor: () => undefined,
      sockets: new OpenSockets(),
      remotes: new Remotes(),
      tls: tlsSettings(environment, fillIn, problem),
    };
    const origins = new Origins(new HostGuard(environment), hosts, proxyRoute(proxy, fillIn));
    this.origin = origins.of(new URL(baseUrl));
    this.connection = new Connection(this.origin, this.network);
  }

  /** Sends a request when none is on its way. `begun` is called when its first byte goes out. */
  ask(
    path: string,
    { method = 'GET', headers = [], body = null }: Partial<RequestOptions> = {},
    begun?: () => void,
  ): Promise<Outcome> {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const { connection, network, origin } = this;
    const over = (status: number, bytes: number, error: Error | null) =>
      resolve({
        status,
        bytes,
        failure: error && `${errorKind(error)}: ${errorMessage(error)}`,
        received: connection.takeReceived(),
        sent: connection.takeSent(),
      });
    connection.forgetConnecting();
    connection.send(
      { origin, options: { path, method, headers, body } },
      new Listener(over, begun),
      network.clock.now(),
    );
    return promise;
  }
}

class Listener implements ConnectionUser {
  private status = 0;
  private bytes = 0;
  private readonly over: (status: number, bytes: number, error: Error | null) => void;
  private readonly begun: (() => void) | undefined;

  constructor(over: Listener['over'], begun: (() => void) | undefined) {
    this.over = over;
    this.begun = begun;
  }

  onSent(): void {
    this.begun?.();
  }

  onBytes(): void {}

  onHead(head: Head): void {
    this.status = head.status;
  }

  onData(_: Buffer, start: number, end: number): void {
    this.bytes += end - start;
  }

  onEnd(): void {
    this.over(this.status, this.bytes, null);
  }

  onError(error: Error): void {
    this.over(this.status, this.bytes, error);
  }
}
