'use client';

import { Field } from '@/components/ui/field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { Switch } from '@/components/ui/switch.tsx';
import { Textarea } from '@/components/ui/textarea.tsx';
import type { CapacitySettingsInput } from '@/lib/capacity/settings.ts';

type Change = { settings: CapacitySettingsInput; onChange: (settings: CapacitySettingsInput) => void };
type Key = keyof CapacitySettingsInput;

const NUMBERS = [
  {
    key: 'startLoad',
    label: 'First load',
    hint: 'Users, or iterations per second. A tenth of the plan when empty.',
  },
  { key: 'mostLoad', label: 'Highest load', hint: 'The ceiling of the environment when empty.' },
] as const;

const DURATIONS = [
  { key: 'stepShortest', label: 'Shortest step', usual: '8s', hint: 'The least that is measured at a load.' },
  { key: 'stepLongest', label: 'Longest step', usual: '60s', hint: 'The most, before it goes on undecided.' },
  { key: 'recoverWithin', label: 'Recovers within', usual: '60s', hint: 'After too much load.' },
  { key: 'longest', label: 'Whole search', usual: '1h', hint: 'Then it ends with what it knows.' },
] as const;

/** How to search. Everything may be left as it is. */
export function SearchFields({ settings, isProduction, onChange }: Change & { isProduction: boolean }) {
  const set = <K extends Key>(key: K, value: CapacitySettingsInput[K] | undefined) => {
    const { [key]: _, ...rest } = settings;
    onChange(value === undefined ? rest : { ...rest, [key]: value });
  };
  const goesBeyond = !isProduction && (settings.beyond ?? true);
  return (
    <>
      <div className="flex items-center justify-between gap-4">
        <div>
          <p className="font-medium text-sm">Go on to twice the capacity</p>
          <p className="text-muted text-xs">
            {isProduction
              ? 'Not in production: people depend on this target.'
              : 'Shows how the target fails, and whether it comes back.'}
          </p>
        </div>
        <Switch
          aria-label="Go on to twice the capacity"
          checked={goesBeyond}
          disabled={isProduction}
          onCheckedChange={(beyond) => set('beyond', beyond)}
        />
      </div>
      <details>
        <summary className="cursor-pointer font-medium text-sm">How to search</summary>
        <div className="mt-3 grid gap-4 sm:grid-cols-2">
          {NUMBERS.map(({ key, label, hint }) => (
            <Field key={key} label={label} hint={hint}>
              {(control) => (
                <Input
                  {...control}
                  type="number"
                  min={0}
                  step="any"
                  value={settings[key] ?? ''}
                  onChange={({ target }) => set(key, target.value === '' ? undefined : Number(target.value))}
                />
              )}
            </Field>
          ))}
          {DURATIONS.map(({ key, label, usual, hint }) => (
            <Field key={key} label={label} hint={hint}>
              {(control) => (
                <Input
                  {...control}
                  placeholder={usual}
                  value={settings[key] ?? ''}
                  onChange={({ target }) => set(key, target.value === '' ? undefined : target.value)}
                />
              )}
            </Field>
          ))}
          <Field label="Precision" hint="How narrow to make the interval, in per cent.">
            {(control) => (
              <Input
                {...control}
                type="number"
                min={1}
                max={50}
                step="any"
                placeholder="5"
                value={settings.precision === undefined ? '' : settings.precision * 100}
                onChange={({ target }) =>
                  set('precision', target.value === '' ? undefined : Number(target.value) / 100)
                }
              />
            )}
          </Field>
          <ThresholdsField settings={settings} set={(thresholds) => set('thresholds', thresholds)} />
        </div>
      </details>
    </>
  );
}

/** A line for each: the metric, then the rule. */
function ThresholdsField({
  settings,
  set,
}: {
  settings: CapacitySettingsInput;
  set: (thresholds: CapacitySettingsInput['thresholds']) => void;
}) {
  return (
    <Field
      label="Thresholds that must hold"
      hint="One a line, such as http_req_duration p(95)<500. Those of the plan when empty."
      className="sm:col-span-2"
    >
      {(control) => (
        <Textarea
          {...control}
          rows={2}
          spellCheck={false}
          defaultValue={(settings.thresholds ?? []).map(({ metric, rule }) => `${metric} ${rule}`).join('\n')}
          onBlur={({ target }) => set(thresholdsOf(target.value))}
        />
      )}
    </Field>
  );
}

function thresholdsOf(text: string): CapacitySettingsInput['thresholds'] {
  const lines = text.split('\n').flatMap((line) => line.trim() || []);
  if (lines.length === 0) return undefined;
  return lines.map((line) => {
    const at = line.lastIndexOf(' ');
    return { metric: line.slice(0, at).trim(), rule: line.slice(at + 1) };
  });
}
