import { CircleCheck, CircleDashed, CircleSlash, CircleX, type LucideIcon, OctagonAlert } from 'lucide-react';
import { cn } from '@/components/ui/class-names.ts';
import { clockTime } from './clock-time.ts';
import type { Headline, Tone } from './headline.ts';
import type { BesideBaseline } from './steer/use-beside-baseline.ts';

const LOOKS: Record<Tone, { Icon: LucideIcon; className: string }> = {
  neutral: { Icon: CircleDashed, className: 'border-border bg-surface text-text' },
  passed: { Icon: CircleCheck, className: 'border-ok/30 bg-ok/10 text-ok' },
  failed: { Icon: CircleX, className: 'border-fail/30 bg-fail/10 text-fail' },
  aborted: { Icon: CircleSlash, className: 'border-abort/30 bg-abort/10 text-abort' },
  invalid: { Icon: OctagonAlert, className: 'border-invalid/30 bg-invalid/10 text-invalid' },
};

/**
 * The answer, before any evidence. Read aloud only when its first word changes, not every second. `staleSince`
 * (milliseconds) is when the last figures came, when none come now: what was true then is not claimed for now.
 */
export function RunHeadline({
  tone,
  word,
  text,
  staleSince,
  beside,
}: Headline & { staleSince: number | null; beside: BesideBaseline | null }) {
  const { Icon, className } = LOOKS[staleSince === null ? tone : 'neutral'];
  return (
    <div className={cn('flex items-start gap-3 rounded-lg border px-4 py-3', className)}>
      <Icon aria-hidden className="mt-0.5 size-5 shrink-0" />
      <div className="min-w-0 tabular-nums">
        <p className="text-lg">
          {staleSince === null ? null : <span>As of {clockTime(staleSince)}: </span>}
          <strong role="status" className="font-semibold">
            {word}
          </strong>
          <span className="text-text">: {text}</span>
        </p>
        {beside ? (
          <p
            data-beside={beside.tone}
            className={cn('text-sm', beside.tone === 'worse' ? 'font-medium text-text' : 'text-muted')}
          >
            {beside.text}
          </p>
        ) : null}
      </div>
    </div>
  );
}
