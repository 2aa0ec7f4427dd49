'use client';

import { useForm } from '@/components/form/form-context.tsx';
import { join, type Path } from '@/components/form/path.ts';
import { SelectAt } from '@/components/form/select-at.tsx';
import { TextAt } from '@/components/form/text-at.tsx';
import type { ScenarioDraft } from '../document/plan-draft.ts';

/** Stands for the start of the run; no scenario can have this name. */
const RUN = '{run}';

/** When a scenario starts: with the run, or when another scenario has ended. */
export function StartForm({
  path,
  scenario,
  others,
}: {
  path: Path;
  scenario: ScenarioDraft;
  others: readonly string[];
}) {
  const form = useForm();
  const after = scenario.startAfter;
  const offered = after === undefined || others.includes(after) ? others : [after, ...others];
  return (
    <div className="grid grid-cols-[1fr_7rem] gap-3">
      <SelectAt
        path={join(path, 'startAfter')}
        value={after ?? RUN}
        choices={[
          { value: RUN, label: 'with the run' },
          ...offered.map((name) => ({
            value: name,
            label: `after ${name}`,
            hint: others.includes(name) ? undefined : 'not in this plan',
          })),
        ]}
        label="Starts"
        hint={
          after === undefined ? undefined : 'When its last iteration has ended. Drawn from its planned end.'
        }
        onPick={(next) => form.set(join(path, 'startAfter'), next === RUN ? undefined : next)}
      />
      <TextAt path={join(path, 'startTime')} value={scenario.startTime} label="And waits" />
    </div>
  );
}
