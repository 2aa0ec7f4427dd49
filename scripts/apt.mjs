import { existsSync } from 'node:fs';
import { runTool } from './tool.mjs';

const APT_MS = 600_000;

/** Whether packages of a Debian system can be installed: it is one, and we are root. */
export function mayUseApt() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** Installs packages of a Debian system. Resolves to the last lines that apt-get said; whoever calls looks for what it wants. */
export async function installWithApt(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runTool('apt-get', ['update'], { env, timeoutMs: APT_MS });
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  const { output } = await runTool('apt-get', install, { env, timeoutMs: APT_MS });
  return output.trim().split('\n').slice(-10).join('\n');
}
