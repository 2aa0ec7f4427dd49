'use client';

import { useState } from 'react';
import { Field } from '@/components/ui/field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { Margins } from '@/lib/judge/answers.ts';

type Name = keyof Margins;

/** What the fields show is percent and points; margins are shares. */
const FIELDS: readonly { name: Name; label: string; unit: string; scale: number }[] = [
  { name: 'relative', label: 'Latency and throughput', unit: '%', scale: 100 },
  { name: 'milliseconds', label: 'or latency by', unit: 'ms', scale: 1 },
  { name: 'failedRate', label: 'Failures', unit: 'points', scale: 100 },
];

const shown = (value: number, scale: number) => String(Number((value * scale).toPrecision(6)));

/** Differences that do not matter to whoever reads this. */
export function MarginFields({
  margins,
  onChange,
}: {
  margins: Margins;
  onChange: (margins: Margins) => void;
}) {
  const [texts, setTexts] = useState(() =>
    Object.fromEntries(FIELDS.map(({ name, scale }) => [name, shown(margins[name], scale)])),
  );
  const read = (name: Name, scale: number, text: string) =>
    Margins.safeParse({ ...margins, [name]: text.trim() === '' ? Number.NaN : Number(text) / scale });
  return (
    <fieldset className="flex flex-wrap items-end gap-x-4 gap-y-2">
      <legend className="mb-1 font-medium text-sm">Differences that do not matter: up to</legend>
      {FIELDS.map(({ name, label, unit, scale }) => {
        const text = texts[name] ?? '';
        return (
          <Field
            key={name}
            label={`${label}, ${unit}`}
            error={read(name, scale, text).success ? undefined : 'A number that is no margin'}
          >
            {(control) => (
              <Input
                {...control}
                className="w-28"
                inputMode="decimal"
                value={text}
                onChange={({ target }) => {
                  setTexts({ ...texts, [name]: target.value });
                  const found = read(name, scale, target.value);
                  if (found.success) onChange(found.data);
                }}
              />
            )}
          </Field>
        );
      })}
    </fieldset>
  );
}
