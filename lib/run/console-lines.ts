import { z } from 'zod';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;

/** Something that a script said with `console`. */
export const ConsoleLine = z.object({
  /** Milliseconds since 1970. */
  at: z.number(),
  level: z.enum(LOG_LEVELS),
  text: z.string(),
});
export type ConsoleLine = z.output<typeof ConsoleLine>;

/** The latest lines, in the order in which they were said; `left` were said before them. */
export const ConsoleFigures = z.object({ lines: z.array(ConsoleLine), left: z.int().min(0) });
export type ConsoleFigures = z.output<typeof ConsoleFigures>;

export const NOTHING_SAID: ConsoleFigures = { lines: [], left: 0 };

/** A run keeps so many, and so many characters of each: they are sent to every viewer each second. */
const MOST_LINES = 100;
const MOST_CHARACTERS = 500;

/** What a script says during a run, bounded whatever it says. */
export class ConsoleTally {
  private readonly lines: ConsoleLine[] = [];
  private said = 0;

  add({ at, level, text }: ConsoleLine): void {
    const short = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
    this.lines.push({ at, level, text: short });
    if (this.lines.length > MOST_LINES) this.lines.shift();
    this.said++;
  }

  figures(): ConsoleFigures {
    return { lines: [...this.lines], left: this.said - this.lines.length };
  }
}
