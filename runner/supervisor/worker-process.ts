import type { ChildProcess } from 'node:child_process';
import type { FromWorker, ToWorker } from '../protocol.ts';
import { launchWorker } from './launch.ts';
import { watchMemory } from './memory-ceiling.ts';
import { OpenFiles } from './open-files.ts';

/** `starting` until it is ready; `ready` until the run begins; `ended` when the process is gone. */
export type WorkerState = 'starting' | 'ready' | 'running' | 'done' | 'ended';

type Handlers = {
  message: (message: FromWorker) => void;
  /**
   * The process is gone. `detail` is null after a proper end, otherwise a sentence about how it went; `byScript` when
   * the script that it ran went beyond its bounds.
   */
  ended: (detail: string | null, byScript: boolean) => void;
};

const MOST_STDERR = 2000;
/** What a process takes beside what its script makes. */
const PROCESS_MB = 300;

/** The process of one load worker, as its supervisor sees it. */
export class WorkerProcess {
  state: WorkerState = 'starting';
  /** When it last said something, on the clock of `performance.now`. */
  heardAtMs = performance.now();
  readonly title: string;
  readonly openFiles: OpenFiles;
  private readonly child: ChildProcess;
  private readonly handlers: Handlers;
  private stderr = '';
  private killedBecause: string | null = null;
  private readonly memoryMb: number | null;
  private unwatch = () => {};

  private byScript = false;

  /** `memoryMb` bounds what a script makes; null for a worker that runs none. */
  constructor(index: number, workers: number, handlers: Handlers, memoryMb: number | null = null) {
    this.handlers = handlers;
    this.memoryMb = memoryMb;
    this.child = launchWorker(memoryMb);
    if (memoryMb !== null)
      this.unwatch = watchMemory(this.child, memoryMb + PROCESS_MB, () => {
        this.byScript = true;
        this.killedBecause ??= this.tooLarge();
      });
    this.openFiles = new OpenFiles(this.child.pid ?? 0);
    this.title = `Load worker ${index + 1} of ${workers} (process ${this.child.pid ?? 'not started'})`;
    this.child.on('message', (message) => this.receive(message as FromWorker));
    this.child.on('error', (error) => this.end(`${this.title} could not be reached: ${error.message}`));
    this.child.on('close', (code, signal) => this.end(this.howItEnded(code, signal)));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr = (this.stderr + text).slice(-MOST_STDERR);
    });
  }

  send(message: ToWorker): void {
    // A process that has just died refuses messages; its end is reported by `close`.
    if (this.child.connected) this.child.send(message, () => {});
  }

  /** Ends the process by force. `because` completes a sentence. Idempotent. */
  kill(because: string, byScript = false): void {
    if (this.state === 'ended') return;
    this.byScript ||= byScript;
    this.killedBecause ??= because;
    this.child.kill('SIGKILL');
  }

  private receive(message: FromWorker): void {
    this.heardAtMs = performance.now();
    if (message.type === 'ready') this.state = 'ready';
    if (message.type === 'done') this.state = 'done';
    this.handlers.message(message);
  }

  private howItEnded(code: number | null, signal: NodeJS.Signals | null): string | null {
    if (this.state === 'done') return null;
    if (this.killedBecause !== null)
      return this.byScript ? this.killedBecause : `${this.title} ${this.killedBecause}`;
    if (this.memoryMb !== null && /heap out of memory/.test(this.stderr)) {
      this.byScript = true;
      return this.tooLarge();
    }
    const how = signal === null ? `ended by itself with exit code ${code}` : `was ended by ${signal}`;
    const said = this.stderr.trim();
    return said === '' ? `${this.title} ${how}` : `${this.title} ${how}: ${said}`;
  }

  private end(detail: string | null): void {
    if (this.state === 'ended') return;
    this.state = 'ended';
    this.unwatch();
    this.handlers.ended(detail, this.byScript);
  }

  private tooLarge(): string {
    return `the script has taken more than ${this.memoryMb} MB of memory in a load worker; keep less per VU, share data by SharedArray, or spread the VUs over more workers`;
  }
}
