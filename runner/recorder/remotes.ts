import type { RemoteSnapshot } from '../../lib/run/snapshot.ts';
import { LazyHistogram } from './latencies.ts';

/** More addresses than one plan's targets usually have; each takes a histogram of 100 KB. Others are not told apart. */
const MOST_APART = 200;
const OTHERS = 'other addresses';

/** What one remote address did in the current second. */
export class RemoteRecorder {
  private readonly host: string;
  private readonly address: string;
  private connections = 0;
  private unreached = 0;
  private count = 0;
  private failed = 0;
  /** null where only one address can stand behind the host: the series has the same times. */
  private readonly serviceTime: LazyHistogram | null;

  constructor(host: string, address: string, timed: boolean) {
    this.host = host;
    this.address = address;
    this.serviceTime = timed ? new LazyHistogram() : null;
  }

  connected(): void {
    this.connections++;
  }

  /** An attempt to connect to it failed. */
  missed(): void {
    this.unreached++;
  }

  /** A request ended whose connection went to this address. */
  ended(serviceMs: number, failed: boolean): void {
    this.count++;
    if (failed) this.failed++;
    this.serviceTime?.record(serviceMs);
  }

  /** What happened since the last time; null when nothing did. */
  take(): RemoteSnapshot | null {
    if (this.connections + this.unreached + this.count === 0) return null;
    const snapshot = {
      host: this.host,
      address: this.address,
      connections: this.connections,
      unreached: this.unreached,
      count: this.count,
      failed: this.failed,
      serviceTime: this.serviceTime?.take() ?? NOTHING,
    };
    this.connections = this.unreached = this.count = this.failed = 0;
    return snapshot;
  }
}

const NOTHING = new Uint8Array(0);

/** The remote addresses that connections of one worker went to. */
export class Remotes {
  private readonly known = new Map<string, RemoteRecorder>();

  /** `timed` where a name was resolved, so that several addresses may stand behind it. */
  of(host: string, address: string, timed: boolean): RemoteRecorder {
    const key = `${host} ${address}`;
    const before = this.known.get(key);
    if (before) return before;
    if (this.known.size >= MOST_APART && address !== OTHERS) return this.of(host, OTHERS, timed);
    const recorder = new RemoteRecorder(host, address, timed);
    this.known.set(key, recorder);
    return recorder;
  }

  take(): RemoteSnapshot[] {
    return [...this.known.values()].map((remote) => remote.take()).filter((remote) => remote !== null);
  }
}
