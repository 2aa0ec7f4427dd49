/** How often something happened, from the start of the run to now. A picture beside the figures, not instead of them. */
export function Sparkline({
  counts,
  secondsPerCount,
  seconds,
  tone = 'text-fail',
}: {
  counts: readonly number[];
  secondsPerCount: number;
  /** Length of the whole picture. */
  seconds: number;
  tone?: 'text-fail' | 'text-rps';
}) {
  const slots = Math.max(1, Math.ceil(seconds / secondsPerCount), counts.length);
  const most = Math.max(1, ...counts);
  const width = 100 / slots;
  // All bars are one element: a table of thirty requests would have two thousand.
  const barOf = (count: number, index: number) => {
    if (count === 0) return '';
    const [wide, high] = [Math.max(0.8, width * 0.9), Math.max(1.5, (count / most) * 19)];
    return `M${hundredth(index * width)} 20h${hundredth(wide)}v${hundredth(-high)}h${hundredth(-wide)}z`;
  };
  return (
    <svg aria-hidden="true" viewBox="0 0 100 20" preserveAspectRatio="none" className={`h-5 w-24 ${tone}`}>
      <line x1="0" x2="100" y1="19.5" y2="19.5" stroke="var(--border)" strokeWidth="1" />
      <path d={counts.map(barOf).join('')} fill="currentColor" />
    </svg>
  );
}

const hundredth = (value: number): number => Math.round(value * 100) / 100;
