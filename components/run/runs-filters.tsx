'use client';

import { Search, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useEnvironments } from '@/components/api/environments.ts';
import { usePlans } from '@/components/api/plans.ts';
import { Button } from '@/components/ui/button.tsx';
import { Input } from '@/components/ui/input.tsx';
import { type Choice, Select } from '@/components/ui/select.tsx';
import { VERDICT_LOOKS } from '@/components/ui/verdict-badge.tsx';
import { VERDICTS } from '@/lib/run/summary.ts';
import type { RunsFilter } from './runs-filter.ts';

/** A Select has no empty value. */
const ANY = ' ';
/** Typing settles for this long before the list follows. Milliseconds. */
const TYPING_MS = 250;

type Props = { filter: RunsFilter; releases: readonly string[]; onChange: (filter: RunsFilter) => void };

export function RunsFilters({ filter, releases, onChange }: Props) {
  const plans = usePlans();
  const environments = useEnvironments();
  const isFiltered = Object.keys(filter).length > 0;
  const set = (field: keyof RunsFilter) => (value: string) => {
    const { [field]: _, ...rest } = filter;
    onChange(value === ANY ? rest : { ...rest, [field]: value });
  };
  const known = (values: readonly string[], current: string | undefined) =>
    current === undefined || values.includes(current) ? values : [current, ...values];
  return (
    <search aria-label="Filter the runs" className="flex flex-wrap gap-2">
      <TextFilter filter={filter} onChange={onChange} />
      <Select
        aria-label="Plan"
        className="w-40 max-sm:w-[calc(50%-0.25rem)]"
        value={filter.planId ?? ANY}
        onValueChange={set('planId')}
        choices={withAny(
          'All plans',
          (plans.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          filter.planId,
        )}
      />
      <Select
        aria-label="Environment"
        className="w-40 max-sm:w-[calc(50%-0.25rem)]"
        value={filter.environmentId ?? ANY}
        onValueChange={set('environmentId')}
        choices={withAny(
          'All environments',
          (environments.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          filter.environmentId,
        )}
      />
      <Select
        aria-label="Release"
        className="w-36 max-sm:w-[calc(50%-0.25rem)]"
        value={filter.release ?? ANY}
        onValueChange={set('release')}
        choices={withAny(
          'All releases',
          known(releases, filter.release).map((release) => ({ value: release, label: release })),
        )}
      />
      <Select
        aria-label="Verdict"
        className="w-32 max-sm:w-[calc(50%-0.25rem)]"
        value={filter.verdict ?? ANY}
        onValueChange={set('verdict')}
        choices={withAny(
          'Any verdict',
          VERDICTS.map((verdict) => ({ value: verdict, label: VERDICT_LOOKS[verdict].label })),
        )}
      />
      {isFiltered ? (
        <Button variant="ghost" onClick={() => onChange({})}>
          <X aria-hidden />
          Clear
        </Button>
      ) : null}
    </search>
  );
}

/** A plan or environment that was deleted is no longer offered, but the address may still name it. */
function withAny(any: string, choices: Choice<string>[], current?: string): Choice<string>[] {
  const isLost = current !== undefined && !choices.some(({ value }) => value === current);
  return [{ value: ANY, label: any }, ...choices, ...(isLost ? [{ value: current, label: 'Deleted' }] : [])];
}

function TextFilter({ filter, onChange }: Omit<Props, 'releases'>) {
  const [text, setText] = useState(filter.q ?? '');
  const [shown, setShown] = useState(filter.q);
  if (filter.q !== shown) {
    setShown(filter.q);
    setText(filter.q ?? '');
  }
  useEffect(() => {
    const q = text.trim() || undefined;
    if (q === filter.q) return;
    const timer = setTimeout(() => {
      const { q: _, ...rest } = filter;
      setShown(q);
      onChange(q === undefined ? rest : { ...rest, q });
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, filter, onChange]);
  return (
    <div className="relative min-w-48 flex-1 max-sm:basis-full">
      <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted" />
      <Input
        type="search"
        aria-label="Search in plan, environment, release, commit and note"
        placeholder="Search plan, release, commit, note…"
        className="pl-8"
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </div>
  );
}
