import { cn } from '@/components/ui/class-names.ts';
import type { ConsoleLine } from '@/lib/run/console-lines.ts';

const LOOKS: Record<ConsoleLine['level'], string> = {
  debug: 'text-muted',
  info: '',
  warn: 'text-warn',
  error: 'text-fail',
};

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** What a script said with `console`. */
export function SaidLines({
  lines,
  label,
  withTime = false,
}: {
  lines: readonly ConsoleLine[];
  label: string;
  withTime?: boolean;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
    <ol aria-label={label} tabIndex={0} className="max-h-64 overflow-auto font-mono text-xs leading-5">
      {lines.map((line, index) => (
        // Lines have no identity but their place; they are only ever appended or dropped from the front.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={index} className={cn('whitespace-pre-wrap break-words', LOOKS[line.level])}>
          {withTime ? <span className="text-muted">{clock.format(line.at)} </span> : null}
          {line.level === 'info' ? null : <span>{line.level.toUpperCase()} </span>}
          {line.text}
        </li>
      ))}
    </ol>
  );
}
