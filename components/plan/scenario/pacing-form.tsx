'use client';

import { useForm } from '@/components/form/form-context.tsx';
import { join, type Path } from '@/components/form/path.ts';
import { SelectAt } from '@/components/form/select-at.tsx';
import { TextAt } from '@/components/form/text-at.tsx';
import type { Pacing } from '@/lib/plan/pacing.ts';

type Choice = Pacing['distribution'] | 'none';

const CHOICES: { value: Choice; label: string; hint: string }[] = [
  { value: 'none', label: 'As soon as it is done', hint: 'The next iteration follows at once.' },
  { value: 'constant', label: 'In a fixed period', hint: 'However long the iteration takes.' },
  { value: 'uniform', label: 'In a random period', hint: 'Drawn anew for every iteration.' },
];

/** When a user begins its next iteration. */
export function PacingForm({ path, pacing }: { path: Path; pacing: Pacing | undefined }) {
  const form = useForm();
  return (
    <div className="grid grid-cols-2 gap-3">
      <SelectAt
        path={path}
        value={pacing?.distribution ?? 'none'}
        choices={CHOICES}
        label="A user begins anew"
        className="col-span-2"
        hint={
          pacing
            ? 'From start to start. What takes longer is followed by the next iteration at once.'
            : undefined
        }
        onPick={(choice) => form.set(path, inDistribution(pacing, choice))}
      />
      {pacing?.distribution === 'constant' ? (
        <TextAt path={join(path, 'period')} value={pacing.period} label="Period" placeholder="10s" />
      ) : null}
      {pacing?.distribution === 'uniform' ? (
        <>
          <TextAt path={join(path, 'min')} value={pacing.min} label="Shortest" placeholder="5s" />
          <TextAt path={join(path, 'max')} value={pacing.max} label="Longest" placeholder="15s" />
        </>
      ) : null}
    </div>
  );
}

/** The same pacing in another form, as nearly as it can be. */
function inDistribution(pacing: Pacing | undefined, choice: Choice): Pacing | undefined {
  if (choice === 'none') return undefined;
  if (choice === pacing?.distribution) return pacing;
  if (choice === 'constant')
    return { distribution: choice, period: pacing?.distribution === 'uniform' ? pacing.max : '10s' };
  const period = pacing?.distribution === 'constant' ? pacing.period : '10s';
  return { distribution: choice, min: period, max: period };
}
