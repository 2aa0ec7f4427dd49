/** A time of today in milliseconds as the reader's clock shows it: `14:03:22`. */
export function clockTime(ms: number): string {
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' }).format(new Date(ms));
}
