import type { FormIssue } from './form-issue.ts';
import { keysOf, type Path, setAt } from './path.ts';

export type Check<T> = (document: T) => FormIssue[];

/** How long typing must rest before the document is checked. Milliseconds. */
const CHECK_AFTER_MS = 150;

/**
 * A document while it is edited, with what is wrong with it. Every change makes a new document that shares what did not
 * change, so that only the fields concerned are drawn again. Checking waits until typing rests; `check` does it now.
 */
export class DocumentStore<T extends object> {
  private current: T;
  private found: FormIssue[] = [];
  private byPath = new Map<Path, FormIssue>();
  private errorCounts = new Map<Path, number>();
  private checking: Check<T>;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(document: T, check: Check<T>) {
    this.current = document;
    this.checking = check;
    this.check();
  }

  readonly document = (): T => this.current;
  readonly issues = (): FormIssue[] => this.found;
  readonly issueAt = (path: Path): FormIssue | undefined => this.byPath.get(path);

  /** How many errors there are at a path and in it. */
  readonly errorsIn = (path: Path): number => this.errorCounts.get(path) ?? 0;

  /** Puts a value at a path; `undefined` takes the field away. */
  readonly set = (path: Path, value: unknown): void => this.replace(setAt(this.current, path, value));

  readonly update = (change: (document: T) => T): void => this.replace(change(this.current));

  replace(document: T): void {
    if (document === this.current) return;
    this.current = document;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(), CHECK_AFTER_MS);
    this.notify();
  }

  /** From now on the document is judged by something else. */
  checkWith(check: Check<T>): void {
    this.checking = check;
    this.check();
  }

  /** Checks now and says what is wrong. */
  check(): FormIssue[] {
    clearTimeout(this.timer);
    this.timer = undefined;
    return this.show(this.checking(this.current));
  }

  /** Shows issues that somebody else found, until the next change. */
  show(issues: FormIssue[]): FormIssue[] {
    if (JSON.stringify(issues) === JSON.stringify(this.found)) return this.found;
    this.found = issues;
    this.byPath = new Map(issues.toReversed().map((issue) => [issue.path, issue]));
    this.errorCounts = countErrors(issues);
    this.notify();
    return issues;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private notify(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

/** How many errors there are in everything that has any; rows ask for theirs at every change. */
function countErrors(issues: FormIssue[]): Map<Path, number> {
  const counts = new Map<Path, number>();
  for (const { kind, path } of issues) {
    if (kind !== 'error') continue;
    const keys = keysOf(path);
    for (let length = 0; length <= keys.length; length++) {
      const ancestor = keys.slice(0, length).join('.');
      counts.set(ancestor, (counts.get(ancestor) ?? 0) + 1);
    }
  }
  return counts;
}
