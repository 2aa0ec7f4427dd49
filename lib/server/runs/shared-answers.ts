import type { ServerContext } from '../context.ts';
import type { AskedStretch } from './stretch.ts';

/** Answers that are kept, the one asked for longest ago goes first. One has at most a few hundred kilobytes. */
const MAX_KEPT = 60;

/**
 * What is recorded of a second does not change any more, so that the answer for a stretch is the same for everybody: fifty
 * viewers of one run ask the same questions at the same time, and cost what one does.
 */
class SharedAnswers {
  private readonly kept = new Map<string, Promise<unknown>>();

  get<T>(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.kept.get(key) as Promise<T> | undefined;
    const answer = known ?? make();
    this.kept.delete(key);
    this.kept.set(key, answer);
    if (!known) {
      answer.catch(() => this.kept.delete(key));
      const [oldest] = this.kept.keys();
      if (this.kept.size > MAX_KEPT && oldest !== undefined) this.kept.delete(oldest);
    }
    return answer;
  }
}

const answers = new WeakMap<ServerContext['runs'], SharedAnswers>();

/** `asked` lies within what is recorded. `what` names the question, and all that its answer depends on besides. */
export function sharedAnswer<T>(
  { runs }: ServerContext,
  id: string,
  what: string,
  { from, to, width, latency, series }: AskedStretch,
  make: () => Promise<T>,
): Promise<T> {
  const own = answers.get(runs) ?? new SharedAnswers();
  answers.set(runs, own);
  const requests = series ? [...series].sort((a, b) => a - b).join() : 'all';
  return own.get([id, what, from, to, width, latency, requests].join(' '), make);
}
