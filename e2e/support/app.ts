import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** The real server in a process of its own, with a data folder of its own. */
export class App {
  readonly url: string;
  readonly pid: number;
  private readonly child: ChildProcess;
  private readonly output: string[];

  private constructor(child: ChildProcess, url: string, output: string[]) {
    this.child = child;
    this.pid = child.pid ?? 0;
    this.url = url;
    this.output = output;
  }

  /** Resolves when the server says that it is ready; rejects with all it printed when it ends before. */
  static async start(
    dataDir: string,
    options: { args?: string[]; env?: Record<string, string> } = {},
  ): Promise<App> {
    const child = spawn(process.execPath, [join(root, 'server.ts'), ...(options.args ?? ['--no-demo'])], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production', PORT: '0', REHEARSAL_DATA_DIR: dataDir, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: string[] = [];
    const url = await new Promise<string>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        output.push(chunk.toString());
        const ready = /ready on (http:\S+)/.exec(output.join(''));
        if (ready?.[1]) resolve(ready[1]);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${output.join('')}`)));
    });
    return new App(child, url, output);
  }

  get printed(): string {
    return this.output.join('');
  }

  /** Processes that the server started and that still live. */
  get children(): number[] {
    return childrenOf(this.pid);
  }

  /** Sends a signal and waits for the end. Resolves with the exit code, null after SIGKILL. */
  async end(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return this.child.exitCode;
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    const [code] = await ended;
    return code;
  }
}

/** A new empty folder, and how to remove it. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'rehearsal-e2e-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Direct children of a process, from /proc. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(Number(name)) === pid)
    .map(Number);
}

function parentOf(pid: number): number | undefined {
  try {
    // The command stands in parentheses and may hold spaces; the parent is the second field behind it.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

/** True while the process lives; one that has ended and only waits for its parent to notice does not. */
export function isAlive(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.charAt(stat.lastIndexOf(')') + 2) !== 'Z';
  } catch {
    return false;
  }
}
