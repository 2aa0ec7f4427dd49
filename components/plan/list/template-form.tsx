'use client';

import { RadioGroup } from 'radix-ui';
import { type FormEvent, useMemo, useState } from 'react';
import { cn } from '@/components/ui/class-names.ts';
import { Field } from '@/components/ui/field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { drawable } from '../curve/drawable.ts';
import { LoadCurves } from '../curve/load-curves.tsx';
import { planWords } from '../curve/load-words.ts';
import { TEMPLATES, USUAL_PEAK } from './new-plan.ts';

/** Chooses a template, sized by the expected peak, with its load curve. */
export function TemplateForm({ id, onCreate }: { id: string; onCreate: (document: unknown) => void }) {
  const [templateId, setTemplateId] = useState(TEMPLATES[0]?.id ?? '');
  const [name, setName] = useState('');
  const [peak, setPeak] = useState(String(USUAL_PEAK));
  const template = TEMPLATES.find((one) => one.id === templateId);
  const users = Number(peak);
  const sound = Number.isInteger(users) && users >= 1 && users <= 100_000;
  const plan = useMemo(() => template?.make(sound ? users : USUAL_PEAK), [template, users, sound]);
  const { scenarios } = useMemo(() => drawable(plan?.scenarios ?? []), [plan]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (plan && sound) onCreate({ ...plan, name: name.trim() || plan.name });
  };
  return (
    <form id={id} onSubmit={submit} className="flex flex-col gap-4">
      <RadioGroup.Root
        value={templateId}
        onValueChange={setTemplateId}
        aria-label="Template"
        className="grid gap-2 sm:grid-cols-2 lg:grid-cols-3"
      >
        {TEMPLATES.map((one) => (
          <RadioGroup.Item
            key={one.id}
            value={one.id}
            className={cn(
              'flex flex-col rounded-lg border border-border px-3 py-2.5 text-left transition-colors hover:border-border-strong',
              'data-[state=checked]:border-accent data-[state=checked]:bg-accent/5 data-[state=checked]:ring-1 data-[state=checked]:ring-accent',
            )}
          >
            <span className="block font-medium text-sm">{one.name}</span>
            <span className="block text-muted text-xs">{one.question}</span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" hint="What the plan is called in lists.">
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={200}
              placeholder={plan?.name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field
          label="Users expected at the peak"
          hint="Stages are sized by it; every figure can be changed afterwards."
          error={sound ? undefined : 'write a whole number from 1 to 100000'}
        >
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              value={peak}
              onChange={(event) => setPeak(event.target.value)}
            />
          )}
        </Field>
      </div>
      <div className="rounded-lg border border-border p-3">
        <p className="pb-2 font-medium text-sm">{planWords(scenarios)}</p>
        <LoadCurves scenarios={scenarios} height={130} />
      </div>
    </form>
  );
}
