'use client';

import { useForm } from '@/components/form/form-context.tsx';
import { join, type Path } from '@/components/form/path.ts';
import { SelectAt } from '@/components/form/select-at.tsx';
import { TextAt } from '@/components/form/text-at.tsx';
import { formatDuration, parseDuration } from '@/lib/plan/duration.ts';
import type { StepOf } from '../document/plan-draft.ts';

export type ThinkTime = StepOf<'think'>['time'];
type Distribution = ThinkTime['distribution'];

const DISTRIBUTIONS: { value: Distribution; label: string; hint: string }[] = [
  { value: 'constant', label: 'Always the same', hint: 'Everybody waits exactly as long.' },
  { value: 'uniform', label: 'Between two times', hint: 'Every time between them is equally likely.' },
  { value: 'normal', label: 'Around a mean', hint: 'Most waits are near the mean (normal distribution).' },
];

const FIELDS: Record<Distribution, { name: string; label: string }[]> = {
  constant: [{ name: 'duration', label: 'Time' }],
  uniform: [
    { name: 'min', label: 'Shortest' },
    { name: 'max', label: 'Longest' },
  ],
  normal: [
    { name: 'mean', label: 'Mean' },
    { name: 'deviation', label: 'Standard deviation' },
  ],
};

/** How long a user thinks. */
export function ThinkForm({ path, step }: { path: Path; step: Pick<StepOf<'think'>, 'time'> }) {
  const form = useForm();
  const at = join(path, 'time');
  const { time } = step;
  const values: Record<string, string> = { ...time };
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <SelectAt
        path={at}
        value={time.distribution}
        choices={DISTRIBUTIONS}
        label="Waits"
        onPick={(distribution) => form.set(at, inDistribution(time, distribution))}
      />
      {FIELDS[time.distribution].map(({ name, label }) => (
        <TextAt key={name} path={join(at, name)} value={values[name]} label={label} placeholder="1s" />
      ))}
    </div>
  );
}

/** The same wait in another distribution, as nearly as it can be. */
export function inDistribution(time: ThinkTime, distribution: Distribution): ThinkTime {
  const [low, high] = rangeOf(time);
  switch (distribution) {
    case 'constant':
      return { distribution, duration: formatDuration((low + high) / 2) };
    case 'uniform':
      return { distribution, min: formatDuration(low), max: formatDuration(high) };
    case 'normal':
      return {
        distribution,
        mean: formatDuration((low + high) / 2),
        deviation: formatDuration((high - low) / 4),
      };
  }
}

/** Milliseconds between which (nearly) all waits lie. */
function rangeOf(time: ThinkTime): [low: number, high: number] {
  const ms = (text: string) => parseDuration(text) ?? 1000;
  switch (time.distribution) {
    case 'constant':
      return [ms(time.duration), ms(time.duration)];
    case 'uniform':
      return [ms(time.min), ms(time.max)];
    case 'normal': {
      const [mean, deviation] = [ms(time.mean), ms(time.deviation)];
      return [Math.max(0, mean - 2 * deviation), mean + 2 * deviation];
    }
  }
}
