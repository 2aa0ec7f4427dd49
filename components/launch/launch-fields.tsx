'use client';

import { Field } from '@/components/ui/field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { Select } from '@/components/ui/select.tsx';
import { formatCount } from '@/lib/format/format.ts';
import type { LaunchWishes } from './launch-wishes.ts';

type Key = Exclude<keyof LaunchWishes, 'by' | 'search'>;

/** What is expected, and how long each part takes. */
export function LaunchFields({
  wishes,
  onChange,
}: {
  wishes: LaunchWishes;
  onChange: (wishes: LaunchWishes) => void;
}) {
  const field = (
    key: Key,
    label: string,
    more: { hint: string; type?: string; placeholder?: string; isNeeded?: boolean },
  ) => (
    <Field key={key} label={label} hint={more.hint}>
      {(control) => (
        <Input
          {...control}
          type={more.type ?? 'text'}
          min={more.type === 'number' ? 0 : undefined}
          step={more.type === 'number' ? 'any' : undefined}
          required={more.isNeeded}
          placeholder={more.placeholder}
          value={wishes[key]}
          onChange={({ target }) => onChange({ ...wishes, [key]: target.value })}
        />
      )}
    </Field>
  );
  const perHour = Number(wishes.visitsPerHour);
  const minutes = Number(wishes.sessionMinutes);
  const users = Math.ceil((perHour * minutes) / 60);
  return (
    <>
      <Field label="Expected peak">
        {(control) => (
          <Select
            {...control}
            value={wishes.by}
            onValueChange={(by) => onChange({ ...wishes, by: by === 'visits' ? 'visits' : 'load' })}
            choices={[
              { value: 'load', label: 'Users at once, or iterations per second' },
              { value: 'visits', label: 'Visits per hour and how long they last' },
            ]}
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        {wishes.by === 'load'
          ? field('load', 'Load at the peak', {
              hint: 'In what the plan counts: users, or iterations per second.',
              type: 'number',
              isNeeded: true,
            })
          : [
              field('visitsPerHour', 'Visits in the busiest hour', {
                hint: 'From analytics, times what the launch brings.',
                type: 'number',
                isNeeded: true,
              }),
              field('sessionMinutes', 'Minutes a visit lasts', {
                hint: users > 0 ? `${formatCount(users)} users at once, by Little's law.` : 'On average.',
                type: 'number',
                isNeeded: true,
              }),
            ]}
        {field('safetyFactor', 'Safety factor', {
          hint: 'The capacity should be so many times the peak; 2 to 3 is usual.',
          type: 'number',
          placeholder: '2',
        })}
        {field('date', 'Day of the launch', { hint: 'If it is known.', type: 'date' })}
        {field('sustained', 'The peak sustained for', { hint: 'Shows what creeps up.', placeholder: '10m' })}
        {field('level', 'Each other level for', {
          hint: 'Baseline, peak and twice the peak.',
          placeholder: '2m',
        })}
      </div>
    </>
  );
}
