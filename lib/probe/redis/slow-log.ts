import { emptyReport, type ProbeReport, type SlowCommand } from '../report.ts';

/** One entry of Redis' slow log; `id` counts up, and begins anew with the server. */
export type SlowEntry = {
  id: number;
  /** Seconds since 1970. */
  at: number;
  microseconds: number;
  words: readonly string[];
  client: string;
};

const MOST_KEPT = 50;
const MOST_COMMAND = 120;

/** Gathers what came into the slow log since the first look. */
export class SlowLog {
  private last: number | undefined;
  private count = 0;
  private kept: SlowCommand[] = [];

  /** `entries` are the newest, in any order. */
  look(entries: readonly SlowEntry[]): void {
    const newest = Math.max(-1, ...entries.map(({ id }) => id));
    if (this.last === undefined) {
      this.last = newest;
      return;
    }
    // A server that was started again counts from 0.
    const last = newest < this.last ? -1 : this.last;
    const fresh = entries.filter(({ id }) => id > last);
    // Those between that the log has already forgotten are counted too.
    this.count += Math.max(fresh.length, newest - last);
    this.last = newest;
    this.kept = [...this.kept, ...fresh.map(slowCommand)]
      .toSorted((a, b) => b.seconds - a.seconds)
      .slice(0, MOST_KEPT);
  }

  get soFar(): number {
    return this.count;
  }

  /** The slowest of the run, the slowest first. */
  report(notes: readonly string[]): ProbeReport {
    return {
      ...emptyReport(),
      notes: [...notes],
      slowCommands: this.kept,
      slowCommandCount: this.count,
    };
  }
}

/** Of the words of a command, its name and its key; what else it carries may be anybody's data. */
function slowCommand({ at, microseconds, words, client }: SlowEntry): SlowCommand {
  const [name = '', key = ''] = words;
  const rest = words.length - 2;
  const command = [name, key, rest > 0 ? `… (${rest} more)` : ''].filter(Boolean).join(' ');
  return {
    at,
    seconds: microseconds / 1e6,
    command: command.length > MOST_COMMAND ? `${command.slice(0, MOST_COMMAND)}…` : command,
    client: client.slice(0, 100),
  };
}
