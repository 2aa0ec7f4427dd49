import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunDetail } from '../../lib/api/contract.ts';
import type { PlanInput } from '../../lib/plan/plan.ts';

const root = join(import.meta.dirname, '..', '..');
/** Of `/proc/PID/stat`. */
const TICK_MS = 10;

type Served = { child: ChildProcess; url: string };

/** Resolves once it is ready. */
async function serve(folder: string, args: readonly string[]): Promise<Served> {
  const child = spawn(process.execPath, [...args, join(root, 'server.ts'), '--no-demo'], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: '0',
      REHEARSAL_DATA_DIR: folder,
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const ready = /ready on (http:\S+)/.exec(said);
      if (ready?.[1]) resolve(ready[1]);
    });
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${said}`)));
  });
  return { child, url };
}

/** The built app in a process of its own, with a data folder that is empty at first. */
export class ServedApp {
  private readonly folder: string;
  private readonly args: readonly string[];
  private child: ChildProcess;
  url: string;

  private constructor(folder: string, args: readonly string[], { child, url }: Served) {
    this.folder = folder;
    this.args = args;
    this.child = child;
    this.url = url;
  }

  /** `madeUp`: runs are not performed, but made up. */
  static async start({ madeUp }: { madeUp: boolean }): Promise<ServedApp> {
    if (!existsSync(join(root, process.env.NEXT_DIST_DIR ?? '.next', 'BUILD_ID')))
      throw new Error('The app is not built: run npm run build first.');
    const folder = mkdtempSync(join(tmpdir(), 'rehearsal-bench-'));
    const args = madeUp ? ['--import', join(import.meta.dirname, 'accelerate.ts')] : [];
    return new ServedApp(folder, args, await serve(folder, args));
  }

  /** Ends the server and starts it again on the same data. It has another address then. */
  async restart(): Promise<void> {
    await this.stop();
    const { child, url } = await serve(this.folder, this.args);
    this.child = child;
    this.url = url;
  }

  /** CPU time of the server alone, without its load workers. Milliseconds. */
  cpuMs(): number {
    const stat = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  }

  async startRun(document: PlanInput, environment: Record<string, unknown>): Promise<string> {
    const { id: planId } = await this.post('/api/plans', { document });
    const { id: environmentId } = await this.post('/api/environments', environment);
    return (await this.post('/api/runs', { planId, environmentId })).id;
  }

  async stopRun(id: string): Promise<void> {
    await fetch(`${this.url}/api/runs/${id}/stop`, { method: 'POST' });
  }

  /** Asks until the run is as wanted. */
  async runWhen(
    id: string,
    wanted: (view: RunDetail['view']) => boolean,
    withinMs: number,
  ): Promise<RunDetail> {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const detail = RunDetail.parse(await (await fetch(`${this.url}/api/runs/${id}`)).json());
      if (wanted(detail.view)) return detail;
      if (performance.now() > deadline)
        throw new Error(`The run did not get there: ${detail.view.status}, ${detail.view.elapsedSeconds} s`);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  async end(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    if (this.child.exitCode === null) await once(this.child, 'exit');
  }

  private async post(path: string, body: unknown): Promise<{ id: string }> {
    const response = await fetch(this.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    if (
      response.ok &&
      typeof answer === 'object' &&
      answer &&
      'id' in answer &&
      typeof answer.id === 'string'
    )
      return { id: answer.id };
    throw new Error(`POST ${path}: ${response.status} ${JSON.stringify(answer)}`);
  }
}
