import { isAlias, isMap, isNode, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

/** A fault of the text itself, before any question of what it says. `line` counts from 1. */
export type SourceIssue = { message: string; line?: number };

/** What a YAML or JSON text says, and on which line it says it. */
export type YamlSource = {
  value: unknown;
  /** The line on which the value at a path stands, or the nearest thing around it that is written. */
  lineAt(path: readonly (string | number)[]): number | undefined;
};

/** Enough for anchors in a plan; a bomb of aliases needs thousands. */
const MAX_ALIASES = 100;
/** One broken bracket makes many faults; the later ones are its echo. */
const MAX_FAULTS = 20;

/** Reads a YAML 1.2 document; JSON is one. All faults of the text are listed. */
export function readYaml(
  text: string,
): { ok: true; source: YamlSource } | { ok: false; issues: SourceIssue[] } {
  const lines = new LineCounter();
  const lineOf = (offset: number) => lines.linePos(offset).line;
  try {
    // Comparing every key with every other takes too long on a hostile text, hence `repeatedKeys`.
    const document = parseDocument<Node>(text, {
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: false,
      logLevel: 'error',
    });
    const root = document.contents;
    const faults = [...document.errors, ...document.warnings].map(
      (fault): SourceIssue => ({ message: wordsFor(fault.code, fault.message), line: lineOf(fault.pos[0]) }),
    );
    if (faults.some((fault) => fault.message === TOO_DEEP)) return refused(TOO_DEEP);
    faults.push(...repeatedKeys(root, lineOf));
    if (faults.length > 0) return { ok: false, issues: faults.slice(0, MAX_FAULTS) };
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    const resolve = (node: unknown) => (isAlias(node) ? node.resolve(document) : node);
    return { ok: true, source: { value, lineAt: (path) => lineAt(root, path, resolve, lineOf) } };
  } catch (error) {
    const bomb = error instanceof ReferenceError && error.message.includes('Excessive');
    if (bomb) return refused(`aliases (*name) may stand for at most ${MAX_ALIASES} things; write them out`);
    if (error instanceof ReferenceError) return refused(`cannot be read as YAML: ${error.message}`);
    if (error instanceof RangeError) return refused(TOO_DEEP);
    throw error;
  }
}

const TOO_DEEP = 'the text is nested too deeply to be a plan';

const refused = (message: string) => ({ ok: false as const, issues: [{ message }] });

function wordsFor(code: string, message: string): string {
  if (code === 'MULTIPLE_DOCS') return 'the file holds several documents (---); a plan file holds one plan';
  if (code === 'TAB_AS_INDENT') return 'indent with spaces; YAML does not allow tabs there';
  if (message.includes('call stack')) return TOO_DEEP;
  return `cannot be read as YAML: ${message}`;
}

/** Keys that stand in a map twice, of which only one would count. */
function repeatedKeys(root: unknown, lineOf: (offset: number) => number): SourceIssue[] {
  const issues: SourceIssue[] = [];
  const pending = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (isSeq(node)) pending.push(...node.items.toReversed());
    if (!isMap(node)) continue;
    const seen = new Set<unknown>();
    for (const { key, value } of node.items) {
      if (isScalar(key)) {
        const name = String(key.value);
        if (seen.has(name))
          issues.push({
            message: `"${name}" stands there twice; keep one of them`,
            line: lineOf(key.range?.[0] ?? 0),
          });
        seen.add(name);
      }
      if (value) pending.push(value);
    }
  }
  return issues.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

function lineAt(
  root: unknown,
  path: readonly (string | number)[],
  resolve: (node: unknown) => unknown,
  lineOf: (offset: number) => number,
): number | undefined {
  let node = root;
  let offset = isNode(root) ? root.range?.[0] : undefined;
  for (const step of path) {
    const owner = resolve(node);
    if (isMap(owner)) {
      const pair = owner.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (!isPair(pair)) break;
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(owner)) {
      node = owner.items[Number(step)];
      if (!isNode(node)) break;
      offset = node.range?.[0] ?? offset;
    } else break;
  }
  return offset === undefined ? undefined : lineOf(offset);
}
