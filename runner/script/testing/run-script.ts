import { ScriptSettings } from '../../../lib/plan/script.ts';
import type { HostAnswer } from '../guest/host.ts';
import { World } from '../host/world.ts';
import { fakeHost, type Told } from './fake-host.ts';

type Ran = Told & { ok: boolean; message: string; value: unknown };

/** Runs one iteration of a script without a network: what it gave as JSON has it, and what it told the engine. */
export async function runScript(
  source: string,
  answer: Partial<HostAnswer> = {},
  settings: Partial<ScriptSettings> = {},
  files: Record<string, string> = {},
): Promise<Ran> {
  const all: Record<string, string> = { 'script.js': source, ...files };
  const bytes = new Map(Object.entries(all).map(([path, text]) => [path, Buffer.from(text)]));
  const script = {
    entry: 'script.js',
    settings: { ...ScriptSettings.parse({}), ...settings },
    options: '{"vus":1}',
  };
  const world = new World(script, { read: (path) => bytes.get(path) ?? null });
  const { host, told } = fakeHost(answer);
  const vu = world.makeVu(host, { NAME: 'value' });
  const { promise, resolve } = Promise.withResolvers<Ran>();
  // What its top level began with promises is kept first.
  setImmediate(() =>
    world.guest.begin(
      vu,
      {
        phase: 'iteration',
        exec: 'default',
        iteration: 0,
        iterationInTest: 0,
        env: null,
        tags: null,
        group: '',
        args: [],
      },
      ({ ok, message, value }) => {
        const json = ok ? world.guest.jsonOf(value) : null;
        resolve({ ...told, ok, message, value: json === null ? undefined : JSON.parse(json) });
      },
    ),
  );
  return promise;
}
