const SCAN = /\bSeq Scan on (?:"([^"]+)"|(\S+))/;

/** Tables that a plan, as EXPLAIN writes it, reads from end to end; each once. */
export function sequentialScans(plan: readonly string[]): string[] {
  const tables = plan.flatMap((line) => {
    const found = SCAN.exec(line);
    return found ? [found[1] ?? found[2] ?? ''] : [];
  });
  return [...new Set(tables)];
}
