import type { Inspection, ScriptSource } from '../../../runner/script/inspect.ts';
import type { ConsoleLine } from '../../run/console-lines.ts';
import { Problem } from '../errors.ts';

/** Loads a script in a locked-down process, without any load. */
export type LookAtScript = (source: ScriptSource, said: (line: ConsoleLine) => void) => Promise<Inspection>;

export type ScriptReport = { inspection: Inspection; said: ConsoleLine[] };

/** Processes at once: each may take a core. */
const AT_ONCE = 2;
const MOST_WAITING = 20;
const MOST_SAID = 50;

/** Looks at the scripts that pages bring, a few at a time. */
export class ScriptDesk {
  private readonly look: LookAtScript;
  private readonly waiting: (() => void)[] = [];
  private going = 0;

  constructor(look: LookAtScript) {
    this.look = look;
  }

  /** Throws a Problem when too many wait already. */
  async inspect(source: ScriptSource): Promise<ScriptReport> {
    await this.turn();
    try {
      const said: ConsoleLine[] = [];
      const inspection = await this.look(source, (line) => {
        if (said.length < MOST_SAID) said.push({ ...line, text: line.text.slice(0, 2000) });
      });
      return { inspection, said };
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.going--;
    }
  }

  private async turn(): Promise<void> {
    if (this.going < AT_ONCE) {
      this.going++;
      return;
    }
    if (this.waiting.length >= MOST_WAITING)
      throw new Problem('unavailable', 'Too many scripts are looked at already. Try again in a moment.');
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}
