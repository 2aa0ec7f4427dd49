import type { ConsoleLine } from '../../../lib/run/console-lines.ts';
import type { LogLevel } from '../guest/host.ts';

/** What a worker passes on in a second; a script may log in every iteration of thousands of VUs. */
const MOST_A_SECOND = 500;
const MOST_CHARACTERS = 5000;

/** Passes on what a script says, without secrets; of a second in which it says too much, says so instead of the rest. */
export function limitedConsole(
  redact: (text: string) => string,
  pass: (line: ConsoleLine) => void,
): (level: LogLevel, text: string) => void {
  let second = 0;
  let said = 0;
  return (level, text) => {
    const at = Date.now();
    const now = Math.floor(at / 1000);
    if (now !== second) {
      second = now;
      said = 0;
    }
    said++;
    if (said > MOST_A_SECOND + 1) return;
    if (said > MOST_A_SECOND)
      return pass({
        at,
        level: 'warn',
        text: `the script says more than ${MOST_A_SECOND} lines a second; the others of this second are left out`,
      });
    const clean = redact(text);
    pass({
      at,
      level,
      text: clean.length > MOST_CHARACTERS ? `${clean.slice(0, MOST_CHARACTERS)}…` : clean,
    });
  };
}
