import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { root } from './root.mjs';
import { hasRuntime, packagedNode } from './runtime.mjs';
import { runTool } from './tool.mjs';

const MODULES = join(root, 'node_modules');

/** What the packages take on disk, with room for the built pages. */
const NEEDED_BYTES = 1.5e9;

/** Whether node_modules holds what package-lock.json asks for. npm notes at the end of an install what it put there. */
export function packagesAreInstalled() {
  let wanted;
  let present;
  try {
    wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    present = JSON.parse(readFileSync(join(MODULES, '.package-lock.json'), 'utf8')).packages;
  } catch {
    return false;
  }
  if (!hasRuntime()) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.optional || entry.peer) return true;
    return present[path]?.version === entry.version && existsSync(join(root, path));
  });
}

/** Installs the packages of package-lock.json. Throws a sentence that says what to do. */
export async function installPackages() {
  // A full disk makes npm try for minutes and then speak of something else.
  if (freeBytes() < NEEDED_BYTES && !existsSync(MODULES)) throw new Error(diskIsFull());
  const env = environmentForNpm();
  // Of all install scripts we need one, and run that ourselves: others download what is not used, refuse the Node that
  // only does the install, or are forbidden here.
  const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=warn'];
  let result;
  try {
    result = await runTool('npm', args, { env });
  } catch (error) {
    if (error.code === 'ENOENT')
      throw new Error('npm was not found. It comes with Node: see https://nodejs.org.');
    throw error;
  }
  if (/code EUSAGE/.test(result.output)) {
    // The lock file does not quite fit, for example to a registry that lacks packages for other platforms.
    result = await runTool('npm', ['install', '--no-save', ...args.slice(1)], { env });
  }
  if (result.code !== 0) throw new Error(explain(result.output));
  await fetchRuntime(env);
}

/** Node 24 comes through the install script of the package "node". It may be what runs us, and just have been removed. */
async function fetchRuntime(env) {
  if (packagedNode()) return;
  const { output } = await runTool('node', ['installArchSpecificPackage.js'], {
    env,
    cwd: join(MODULES, 'node'),
  });
  if (!hasRuntime()) throw new Error(explain(output));
}

/**
 * npm must not find its own node in the folder that it is about to remove, nor take over what an outer `npm start`
 * was told: `npm start --prefix` is not meant for the install.
 */
function environmentForNpm() {
  const env = { ...process.env };
  env.PATH = (env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(MODULES + sep))
    .join(delimiter);
  for (const name of ['npm_config_prefix', 'npm_config_local_prefix']) delete env[name];
  return env;
}

function freeBytes() {
  const { bavail, bsize } = statfsSync(root);
  return bavail * bsize;
}

function diskIsFull() {
  const gigabytes = (bytes) => `${(bytes / 1e9).toFixed(1)} GB`;
  return (
    `The disk is too full: the packages need about ${gigabytes(NEEDED_BYTES)} in ${root}, and ` +
    `${gigabytes(freeBytes())} are free. Make room, then start again.`
  );
}

function explain(output) {
  if (/ENOSPC/.test(output)) return diskIsFull();
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return `The folder ${root} cannot be written. Give this user the right to write there, then start again.`;
  }
  const unreachable = output.match(
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT/,
  );
  if (unreachable) {
    return (
      `The packages could not be fetched: the npm registry cannot be reached (${unreachable[0]}). Check the network, ` +
      'or the proxy and registry that npm uses (npm config list), then start again.'
    );
  }
  return `The packages could not be installed. npm says:\n${essence(output)}`;
}

/** npm's errors without stack traces, warnings and the usage text, which hides what is wrong. */
function essence(output) {
  const lines = output.split('\n').map((line) => line.replace(/^npm (error|ERR!) ?/, ''));
  const telling = lines.filter((line) => line.trim() !== '' && !/^npm (warn|WARN)|^\s+at |^\s*--/.test(line));
  return telling.slice(0, 15).join('\n');
}
