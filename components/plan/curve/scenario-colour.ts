/** One hue in several strengths, strongest first: scenarios differ by shade and by the order in which they are stacked. */
const STRENGTHS = [70, 45, 28, 58, 36, 20];

export function scenarioColour(index: number): string {
  const strength = STRENGTHS[index % STRENGTHS.length] ?? 50;
  return `color-mix(in srgb, var(--accent) ${strength}%, var(--surface))`;
}
