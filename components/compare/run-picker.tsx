'use client';

import { Field } from '@/components/ui/field.tsx';
import { Select } from '@/components/ui/select.tsx';
import { VERDICT_LOOKS } from '@/components/ui/verdict-badge.tsx';
import type { RunListItem } from '@/lib/api/contract.ts';
import { formatTime } from '@/lib/format/format-time.ts';

type Side = 'baseline' | 'candidate';

const SIDES: Record<Side, { label: string; hint: string }> = {
  baseline: { label: 'Baseline', hint: 'What was: usually the release in production.' },
  candidate: { label: 'Candidate', hint: 'What is to be judged: usually the newer release.' },
};

/** Chooses a run; those that are chosen already are not offered. */
export function RunPicker({
  side,
  runs,
  value,
  not,
  onChange,
}: {
  side: Side;
  runs: readonly RunListItem[];
  value: string | undefined;
  not: readonly string[];
  onChange: (id: string) => void;
}) {
  return (
    <Field label={SIDES[side].label} hint={SIDES[side].hint}>
      {(control) => (
        <Select
          {...control}
          value={value}
          onValueChange={onChange}
          placeholder="Choose a run…"
          choices={runs
            // Nothing can be measured by a run whose figures cannot be trusted.
            .filter(({ id, verdict }) => !not.includes(id) && !(side === 'baseline' && verdict === 'invalid'))
            .map((run) => ({ value: run.id, label: runTitle(run), hint: circumstances(run) }))}
        />
      )}
    </Field>
  );
}

/** `Checkout, release 1.1` */
export function runTitle(run: RunListItem): string {
  return run.release ? `${run.plan.name}, release ${run.release}` : run.plan.name;
}

function circumstances(run: RunListItem): string {
  const verdict = run.verdict ? VERDICT_LOOKS[run.verdict].label.toLowerCase() : 'no verdict';
  return `${formatTime(run.startedAt ?? run.createdAt)} on ${run.environment.name}, ${verdict}`;
}
