'use client';

import { type FormEvent, useState } from 'react';
import { useRetention, useRetentionDue, useSaveRetention } from '@/components/api/retention.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogClose } from '@/components/ui/dialog.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Field } from '@/components/ui/field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { Loading } from '@/components/ui/skeleton.tsx';
import { toast, toastError } from '@/components/ui/toast.tsx';
import type { SaveRetention } from '@/lib/api/retention.ts';
import { dueWords, limitOf, rollUpWords } from './rule-words.ts';

type Plan = { id: string; name: string };

/** Sets which runs of a plan are kept, and says before what that deletes. */
export function KeepRunsDialog({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const { data, error, refetch } = useRetention(plan.id);
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`Keep runs of “${plan.name}”`}
      description="Older runs are deleted by themselves, with their records. Pinned runs always stay, and so does the newest that passed: the next build is compared with it."
    >
      {data ? (
        <RuleForm plan={plan} rule={data} onClose={onClose} />
      ) : error ? (
        <ErrorState title="The rule could not be loaded" error={error} onRetry={refetch} />
      ) : (
        <Loading what="Fetching the rule…" />
      )}
    </Dialog>
  );
}

const MOST = { keepRuns: 100_000, keepDays: 36_500, rollUpDays: 36_500 };
const textOf = (limit: number | null) => (limit === null ? '' : String(limit));

function RuleForm({ plan, rule, onClose }: { plan: Plan; rule: SaveRetention; onClose: () => void }) {
  const [texts, setTexts] = useState({
    keepRuns: textOf(rule.keepRuns),
    keepDays: textOf(rule.keepDays),
    rollUpDays: textOf(rule.rollUpDays),
  });
  const [word, setWord] = useState('');
  const keepRuns = limitOf(texts.keepRuns, MOST.keepRuns);
  const keepDays = limitOf(texts.keepDays, MOST.keepDays);
  const rollUpDays = limitOf(texts.rollUpDays, MOST.rollUpDays);
  const next =
    keepRuns === undefined || keepDays === undefined || rollUpDays === undefined
      ? null
      : { keepRuns, keepDays, rollUpDays };
  const due = useRetentionDue(plan.id, next);
  const save = useSaveRetention(plan.id);
  const deletes = due.data?.due ?? 0;
  const isAllowed = next !== null && due.data !== undefined && (deletes === 0 || word.trim() === 'delete');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!next || !isAllowed) return;
    save.mutate(next, {
      onSuccess: ({ deleted = 0 }) => {
        toast.success(
          deleted > 0
            ? `${deleted} ${deleted === 1 ? 'run was' : 'runs were'} deleted`
            : 'The rule was saved',
        );
        onClose();
      },
      onError: (error) => toastError('The rule was not saved', error),
    });
  };
  const limit = (name: keyof typeof MOST, label: string, unit: string, without = 'no limit') => (
    <Field
      label={label}
      error={
        limitOf(texts[name], MOST[name]) === undefined
          ? `a whole number from 1 to ${MOST[name].toLocaleString('en')}, or nothing`
          : undefined
      }
    >
      {(control) => (
        <span className="flex items-center gap-2">
          <Input
            {...control}
            inputMode="numeric"
            placeholder={without}
            className="w-28"
            value={texts[name]}
            onChange={({ target }) => setTexts({ ...texts, [name]: target.value })}
          />
          <span className="text-muted text-sm">{unit}</span>
        </span>
      )}
    </Field>
  );
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        {limit('keepRuns', 'Keep the newest', 'runs')}
        {limit('keepDays', 'Keep for', 'days')}
        {limit('rollUpDays', 'Roll up after', 'days', 'never')}
      </div>
      <p className="text-muted text-sm">
        Rolled up, a run longer than 20 minutes keeps steps of 10 s instead of seconds (60 s from 3 h 20 min
        on), in a half to a third of the space. Its figures and comparisons stay what they are. Pinned runs
        stay whole.
      </p>
      <p role="status" className={deletes > 0 ? 'text-fail text-sm' : 'text-muted text-sm'}>
        {due.data
          ? `${dueWords(due.data)} ${rollUpWords(due.data)}`
          : due.error
            ? due.error.message
            : next
              ? 'Counting what that deletes…'
              : ''}
      </p>
      {deletes > 0 ? (
        <Field label="Type “delete” to go on">
          {(control) => <Input {...control} value={word} onChange={({ target }) => setWord(target.value)} />}
        </Field>
      ) : null}
      <div className="flex flex-wrap justify-end gap-2">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button
          type="submit"
          variant={deletes > 0 ? 'danger' : 'primary'}
          busy={save.isPending}
          disabled={!isAllowed}
        >
          {deletes > 0 ? `Save and delete ${deletes} ${deletes === 1 ? 'run' : 'runs'}` : 'Save'}
        </Button>
      </div>
    </form>
  );
}
