import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../lib/probe/testing/free-port.ts';

const BODY = JSON.stringify({
  items: Array.from({ length: 10 }, (_, id) => ({ id, name: `Product ${id}`, price: id * 100 })),
});

export type Target = { url: string; stop(): Promise<void> };

/**
 * An nginx that answers every request with a small JSON body, on 127.0.0.1 to 127.0.0.8, pinned to `core` if given.
 * One of its workers holds up to 19,000 connections.
 */
export async function startTarget(options: {
  core?: number;
  workers?: number;
  /** A free one when it is left out. */
  port?: number;
}): Promise<Target> {
  if (spawnSync('nginx', ['-v']).error)
    throw new Error('The target of the bench is nginx: install it, then run the bench again.');
  const port = options.port ?? (await freePort());
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-bench-'));
  const config = join(folder, 'nginx.conf');
  // Several addresses, since one pair of addresses has only some 28,000 local ports.
  const listen = Array.from(
    { length: 8 },
    (_, i) => `listen 127.0.0.${i + 1}:${port} backlog=65535 reuseport;`,
  ).join(' ');
  writeFileSync(
    config,
    `daemon off; worker_processes ${options.workers ?? 1}; worker_rlimit_nofile 20000; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
events { worker_connections 19000; }
http {
  access_log off; keepalive_requests 1000000000; keepalive_timeout 600s;
  server { ${listen} location / { default_type application/json; return 200 '${BODY}'; } }
}`,
  );
  const cores = options.core === undefined ? `0-${availableParallelism() - 1}` : String(options.core);
  const nginx = spawn('taskset', ['-c', cores, 'nginx', '-c', config, '-p', folder], { stdio: 'inherit' });
  const url = `http://127.0.0.1:${port}/`;
  await answering(url, nginx);
  return {
    url,
    async stop() {
      nginx.kill('SIGTERM');
      if (nginx.exitCode === null) await once(nginx, 'exit');
      rmSync(folder, { recursive: true });
    },
  };
}

async function answering(url: string, process: { exitCode: number | null }): Promise<void> {
  for (let attempt = 0; attempt < 100 && process.exitCode === null; attempt++) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The target does not answer on ${url}`);
}
