'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Input } from '@/components/ui/input.tsx';
import { formatSpan, threeDigits } from '@/lib/format/format.ts';
import type { Phase, Position } from '@/lib/steer/positions.ts';

/** What one scenario should do now, and a field to change it. */
export function ScenarioSteer({
  position,
  isAlone,
  isGiving,
  onSet,
}: {
  position: Position;
  isAlone: boolean;
  isGiving: boolean;
  onSet: (value: number) => void;
}) {
  const { scenario, unit, phase, load } = position;
  const [text, setText] = useState<string | null>(null);
  const canSet = phase === 'running' || phase === 'held';
  const value = text === null ? Number.NaN : Number(text);
  const isValid = text?.trim() !== '' && value >= 0 && (unit !== 'users' || Number.isInteger(value));
  const set = (event: FormEvent) => {
    event.preventDefault();
    if (!isValid) return;
    onSet(value);
    setText(null);
  };
  return (
    <li className="flex min-w-0 flex-col">
      <span className="truncate text-muted text-xs">
        {isAlone ? '' : `${scenario}: `}
        {inWords(position)}
      </span>
      <form onSubmit={set} className="flex items-center gap-1.5 text-sm">
        <Input
          aria-label={`${unit} of ${scenario}`}
          inputMode="decimal"
          className="h-7 w-20 text-right tabular-nums"
          disabled={!canSet}
          value={text ?? shown(load)}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            setText(null);
            // Keys steer again when nobody writes.
            event.currentTarget.blur();
          }}
        />
        <span className="whitespace-nowrap text-muted">{unit}</span>
        {text === null ? null : (
          <Button type="submit" size="sm" variant="primary" disabled={!isValid || isGiving}>
            Set
          </Button>
        )}
      </form>
    </li>
  );
}

const shown = (load: number) =>
  Number.isInteger(load) ? String(load) : threeDigits(load).replaceAll(',', '');

const PHASES: Record<Exclude<Phase, 'running'>, string> = {
  waiting: 'has not started',
  held: 'held',
  paused: 'paused',
  over: 'schedule over',
  iterations: 'ends by iterations',
};

function inWords({ phase, stage, stages, secondsLeft }: Position): string {
  if (phase !== 'running') return PHASES[phase];
  const left = secondsLeft === null ? '' : `${formatSpan(Math.ceil(secondsLeft))} left`;
  return stages > 1 ? `stage ${stage}/${stages}, ${left}` : left;
}
