import { spawn } from 'node:child_process';

export type Measured = {
  /** User and system time of the command and all its descendants, microseconds. */
  cpuUs: number;
  wallMs: number;
  stdout: string;
  stderr: string;
  exitCode: number;
};

/** `0m1.234s` as bash's `times` prints it, in microseconds. */
function microseconds(text: string): number {
  const [, minutes, seconds] = /^(\d+)m([\d.]+)s$/.exec(text) ?? [];
  if (minutes === undefined || seconds === undefined) throw new Error(`times printed "${text}"`);
  return (Number(minutes) * 60 + Number(seconds)) * 1e6;
}

/**
 * Runs a command pinned to one core, and ends it when it is not done in time. Bash adds up the CPU time of all
 * descendants, which no single tool reports alike. `onStart` gets the process at the top of them.
 */
export function measure(
  command: string[],
  { core, withinSeconds, onStart }: { core: number; withinSeconds: number; onStart?: (pid: number) => void },
): Promise<Measured> {
  const startedAt = performance.now();
  const script = 'exec 3>&2; timeout -k 5 "$WITHIN" taskset -c "$CORE" "$@"; code=$?; times >&3; exit $code';
  const child = spawn('bash', ['-c', script, 'bench', ...command], {
    env: { ...process.env, CORE: String(core), WITHIN: String(withinSeconds) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  if (child.pid !== undefined) onStart?.(child.pid);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => {
      // The last line of `times` is user and system time of the children.
      const lines = stderr.trimEnd().split('\n');
      const [user, system] = (lines.at(-1) ?? '').split(' ');
      if (!user || !system)
        return reject(new Error(`${command.join(' ')} gave no times: ${stderr.slice(-500)}`));
      resolve({
        cpuUs: microseconds(user) + microseconds(system),
        wallMs: performance.now() - startedAt,
        stdout,
        stderr: lines.slice(0, -2).join('\n'),
        exitCode: exitCode ?? -1,
      });
    });
  });
}
