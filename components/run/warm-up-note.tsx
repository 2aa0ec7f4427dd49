import { Flame } from 'lucide-react';
import { formatSpan, threeDigits } from '@/lib/format/format.ts';
import type { WarmUpView } from '@/lib/run/view.ts';

/** Which figures leave out the start of the run; nothing when none does and none may. */
export function WarmUpNote({ warmUp }: { warmUp: WarmUpView }) {
  const text = inWords(warmUp);
  if (!text) return null;
  return (
    <p className="-mt-2.5 flex items-start gap-1.5 px-1 text-muted text-xs">
      <Flame aria-hidden className="mt-px size-3.5 shrink-0" />
      <span>{text}</span>
    </p>
  );
}

function inWords({ seconds, setting, isDecided, factor }: WarmUpView): string | null {
  if (setting === 'none') return null;
  if (!isDecided) {
    return 'Whether the start was a warm-up is decided at the end of the run; until then every figure holds all of it.';
  }
  if (seconds === 0) return 'No warm-up was found: every figure holds the whole run.';
  const why =
    factor === null
      ? 'as the plan says'
      : `found automatically: response times were ${threeDigits(factor)} times those of the rest`;
  return `Warm-up: the first ${formatSpan(seconds)} (${why}). Thresholds, percentiles and rates leave them out; counts and bytes are of the whole run.`;
}
