import { describe, expect, it } from 'vitest';
import type { Inspection } from '../../../runner/script/inspect.ts';
import { ScriptDesk } from './script-desk.ts';

const refused: Inspection = { ok: false, problems: [] };
const source = { entry: 'a.js', files: {}, env: {} };

describe('ScriptDesk', () => {
  it('looks at a few scripts at a time, at all in turn, and sends away who is too many', async () => {
    const looking: (() => void)[] = [];
    let most = 0;
    const desk = new ScriptDesk(
      () =>
        new Promise((resolve) => {
          looking.push(() => resolve(refused));
          most = Math.max(most, looking.length);
        }),
    );
    const answers = Array.from({ length: 22 }, () => desk.inspect(source));
    await expect(desk.inspect(source)).rejects.toMatchObject({ code: 'unavailable' });
    const all = Promise.all(answers);
    for (let done = 0; done < 22; done++) {
      expect(looking.length).toBeLessThanOrEqual(2);
      looking.shift()?.();
      await answers[done];
    }
    expect(await all).toHaveLength(22);
    expect(most).toBe(2);
  });

  it('goes on after a failure, and keeps only the first lines that a script says', async () => {
    let fails = true;
    const desk = new ScriptDesk(async (_, said) => {
      if (fails) throw new Error('no process');
      for (let at = 0; at < 1000; at++) said({ at, level: 'info', text: 'x'.repeat(5000) });
      return refused;
    });
    for (let times = 0; times < 3; times++) await expect(desk.inspect(source)).rejects.toThrow('no process');
    fails = false;
    const { said } = await desk.inspect(source);
    expect([said.length, said[0]?.text.length]).toEqual([50, 2000]);
  });
});
