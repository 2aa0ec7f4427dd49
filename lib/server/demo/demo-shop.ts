import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Logger } from 'pino';

export const SHOP_RELEASES = ['1.0', '1.1'] as const;
export type ShopRelease = (typeof SHOP_RELEASES)[number];

/** Where the shops are found when nothing else has these ports. */
const USUAL_PORTS: Record<ShopRelease, number> = { '1.0': 4010, '1.1': 4011 };

const PROGRAM = join(import.meta.dirname, '../../../examples/shop/server.ts');
const READY = /^shop \S+ listening on (http:\/\/\S+)$/;
/** Making the catalogue takes its time on a slow machine. Milliseconds. */
const START_TIMEOUT_MS = 120_000;
/** How long a shop may take to end before it is killed. Milliseconds. */
const END_TIMEOUT_MS = 3_000;
const RESTART_DELAY_MS = 1_000;

type Shop = { child: ChildProcess; url: string };

/** One release of the demo shop in a process of its own, started again when it falls over. */
export class DemoShop {
  readonly release: ShopRelease;
  private readonly dataDir: string;
  private readonly arguments: string[];
  private readonly log: Logger;
  private shop: Shop | undefined;
  private starting: ChildProcess | undefined;
  private restart: NodeJS.Timeout | undefined;
  private state: 'new' | 'running' | 'stopped' = 'new';

  /** `arguments`: further ones for the shop's own command line. */
  constructor(options: { release: ShopRelease; dataDir: string; log: Logger; arguments?: string[] }) {
    this.arguments = options.arguments ?? [];
    this.release = options.release;
    this.dataDir = options.dataDir;
    this.log = options.log;
  }

  /** Starts the shop on its usual port, else on a free one, and returns its address. Throws when it does not start. */
  async start(): Promise<string> {
    this.state = 'running';
    const shop = await this.launch(USUAL_PORTS[this.release]).catch(() => this.launch(0));
    return shop.url;
  }

  /** Ends the shop. Idempotent. */
  async stop(): Promise<void> {
    this.state = 'stopped';
    clearTimeout(this.restart);
    const child = this.shop?.child ?? this.starting;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const killer = setTimeout(() => child.kill('SIGKILL'), END_TIMEOUT_MS);
    child.kill('SIGTERM');
    await once(child, 'exit');
    clearTimeout(killer);
  }

  private async launch(port: number): Promise<Shop> {
    if (this.state === 'stopped') throw new Error('the shop was stopped');
    const child = spawn(
      process.execPath,
      [PROGRAM, '--release', this.release, '--port', String(port), '--data', this.dataDir, ...this.arguments],
      // The channel tells the shop when this process is gone, however it went. A group of its own keeps Ctrl-C from it:
      // runs that go on are ended before their target.
      { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], detached: true },
    );
    this.starting = child;
    const url = await readyAddress(child);
    const shop = { child, url };
    this.shop = shop;
    child.once('exit', (code, signal) => this.onExit(shop, code, signal));
    return shop;
  }

  private onExit({ url }: Shop, code: number | null, signal: string | null): void {
    if (this.state === 'stopped') return;
    this.log.warn({ release: this.release, code, signal }, 'the demo shop ended; starting it again');
    this.restart = setTimeout(() => {
      this.launch(Number(new URL(url).port)).catch((err) => {
        this.log.error({ err, release: this.release }, 'the demo shop does not start any more');
      });
    }, RESTART_DELAY_MS);
  }
}

/** Waits for the line with the address. Rejects, with what the child said, when it ends before that. */
function readyAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (why: string) => {
      clearTimeout(timer);
      reject(new Error([why, said.trim()].filter(Boolean).join(': ')));
    };
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(`it was not ready after ${START_TIMEOUT_MS / 1000} s`);
    }, START_TIMEOUT_MS);
    child.stderr?.on('data', (chunk) => {
      said = `${said}${chunk}`.slice(-2_000);
    });
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code, signal) => fail(`it ended with ${signal ?? `code ${code}`}`));
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = READY.exec(line)?.[1];
      if (!url) return;
      clearTimeout(timer);
      resolve(url);
    });
  });
}
