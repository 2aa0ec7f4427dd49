/**
 * Answers that cost much to find and do not change; those that were asked for last are kept. One that is asked for while it is being
 * found is found once; what failed is tried again.
 */
export class KeptAnswers<T> {
  private readonly kept = new Map<string, Promise<T>>();
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  find(key: string, find: () => Promise<T>): Promise<T> {
    const found = this.kept.get(key) ?? find();
    this.kept.delete(key);
    this.kept.set(key, found);
    const [oldest] = this.kept.keys();
    if (this.kept.size > this.most && oldest !== undefined) this.kept.delete(oldest);
    found.catch(() => {
      if (this.kept.get(key) === found) this.kept.delete(key);
    });
    return found;
  }
}
