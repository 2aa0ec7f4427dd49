/** From ten seconds on, parts of which the record has sums. */
const WIDTHS = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 900, 1800, 3600] as const;

/**
 * Seconds per bin so that `seconds` give at most `most` bins. Widths are those of a clock, which also makes them quick to read:
 * of any other, every single second of a long run would be.
 */
export function binWidth(seconds: number, most: number): number {
  const fitting = WIDTHS.find((width) => seconds / width <= most);
  return fitting ?? Math.ceil(seconds / most / 3600) * 3600;
}
