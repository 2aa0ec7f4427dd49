export type PlanIssue = { path: string; message: string; line?: number };

/** All that is wrong with a plan, one issue a line, in the manner of compilers: `plan.yaml:12  scenarios[0].steps: …`. */
export function planIssuesText(file: string, issues: readonly PlanIssue[]): string {
  const many = issues.length === 1 ? 'is 1 thing' : `are ${issues.length} things`;
  const lines = issues.map(({ path, message, line }) => {
    const place = line === undefined ? file : `${file}:${line}`;
    return `  ${place}  ${path ? `${path}: ` : ''}${message}`;
  });
  return [`There ${many} to mend in ${file}:`, ...lines, ''].join('\n');
}
