import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script, type ScriptFile, ScriptSettings } from '../../lib/plan/script.ts';
import { ScriptRefused } from '../../lib/script/problem.ts';
import type { HostVu } from './guest/host.ts';
import { limitedConsole } from './host/limited-console.ts';
import { ScriptJar } from './host/script-jar.ts';
import { filesOf, type ScriptFiles, World } from './host/world.ts';
import type { FromInspector, ToInspector } from './inspect-protocol.ts';

/** Entry point of the process that looks at a script: loads it once, without any load, and says what it exports. */

const MOST_FILE_BYTES = 20_000_000;

function say(message: FromInspector, then?: () => void): void {
  process.send?.(message, undefined, undefined, then);
}

/** Files of a folder, remembering those that were asked for. */
function recording(folder: string, used: Map<string, ScriptFile>): ScriptFiles {
  return {
    read: (path) => {
      let bytes: Buffer;
      try {
        bytes = readFileSync(join(folder, path));
      } catch {
        return null;
      }
      if (bytes.length > MOST_FILE_BYTES)
        throw new Error(`${path} is larger than ${MOST_FILE_BYTES / 1e6} MB`);
      const text = bytes.toString('utf8');
      used.set(path, Buffer.from(text).equals(bytes) ? { text } : { base64: bytes.toString('base64') });
      return bytes;
    },
  };
}

const unavailable = (): never => {
  throw 'this is not possible while the script is loaded';
};

const host: HostVu = {
  number: 0,
  now: () => 0,
  send: unavailable,
  sleep: unavailable,
  after: unavailable,
  later: unavailable,
  check: unavailable,
  groupEnded: unavailable,
  metric: unavailable,
  log: limitedConsole(String, ({ level, text }) => say({ type: 'said', level, text })),
  abort: unavailable,
  markFailed: unavailable,
  jar: unavailable,
  openSocket: unavailable,
  newJar: () => new ScriptJar(),
  execution: unavailable,
};

function inspect({ folder, files, entry, env }: ToInspector): FromInspector {
  const used = new Map<string, ScriptFile>(Object.entries(files));
  const source = folder === null ? filesOf(Script.parse({ entry, files })) : recording(folder, used);
  try {
    const world = new World({ entry, settings: ScriptSettings.parse({}), options: '{}' }, source);
    const vu = world.makeVu(host, env);
    return {
      type: 'inspected',
      files: Object.fromEntries(used),
      metrics: Object.fromEntries(
        world.guest.declaredMetrics().map(({ name, kind, isTime }) => [name, { kind, isTime }]),
      ),
      options: world.guest.exportedJson(vu, 'options'),
      exports: [...world.exports],
    };
  } catch (error) {
    if (error instanceof ScriptRefused) return { type: 'refused', problems: error.problems };
    const message = error instanceof Error ? error.message : String(error);
    const [, file = entry, line, rest = message] = /^([^\s:]+):(\d+): ([\s\S]*)$/.exec(message) ?? [];
    return {
      type: 'refused',
      problems: [{ file, line: line === undefined ? null : Number(line), message: rest }],
    };
  }
}

process.once('message', (message: ToInspector) => {
  say({ type: 'began' }, () => say(inspect(message), () => process.exit(0)));
});
process.on('disconnect', () => process.exit(1));
