'use client';

import { CircleAlert, CircleCheck } from 'lucide-react';
import { drawable } from '@/components/plan/curve/drawable.ts';
import { planWords } from '@/components/plan/curve/load-words.ts';
import { Spinner } from '@/components/ui/spinner.tsx';
import type { ScriptReading } from '@/lib/api/contract.ts';
import type { ScriptProblem } from '@/lib/script/problem.ts';
import type { Inspecting } from './use-inspection.ts';

/** Whether the script can run: what it asks for in a sentence, or all that is wrong, each a press away. */
export function ScriptStatus({
  inspecting: { isLooking, answer, error },
  onShow,
}: {
  inspecting: Inspecting;
  onShow: (file: string, line: number) => void;
}) {
  return (
    <div aria-live="polite" className="flex flex-col gap-2 text-sm">
      {error ? (
        <p className="flex items-start gap-2 text-fail">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          The script could not be looked at: {error.message}
        </p>
      ) : answer === null ? (
        <p className="flex items-center gap-2 text-muted">
          <Spinner /> Looking at the script…
        </p>
      ) : answer.asks ? (
        <p className="flex items-start gap-2">
          <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />
          <span>
            {asksWords(answer.asks)} <Again isLooking={isLooking} />
          </span>
        </p>
      ) : (
        <Problems problems={answer.problems} isLooking={isLooking} onShow={onShow} />
      )}
    </div>
  );
}

const Again = ({ isLooking }: { isLooking: boolean }) =>
  isLooking ? <span className="whitespace-nowrap text-muted">Looking again…</span> : null;

function Problems({
  problems,
  isLooking,
  onShow,
}: {
  problems: ScriptReading['problems'];
  isLooking: boolean;
  onShow: (file: string, line: number) => void;
}) {
  const title =
    problems.length === 1
      ? 'One thing keeps the script from running'
      : `${problems.length} things keep the script from running`;
  return (
    <section aria-label={title} className="rounded-lg border border-fail/40 bg-fail/10 px-3 py-2">
      <p className="flex items-center gap-2 font-medium text-fail">
        <CircleAlert aria-hidden className="size-4 shrink-0" />
        <span>
          {title} <Again isLooking={isLooking} />
        </span>
      </p>
      <ul className="mt-1 flex max-h-48 flex-col gap-1 overflow-y-auto pl-6">
        {problems.toSorted(byPlace).map(({ file, line, message }) => (
          <li key={`${file} ${line} ${message}`}>
            <button
              type="button"
              className="rounded-sm text-left hover:underline"
              onClick={() => onShow(file, line ?? 1)}
            >
              <span className="font-medium font-mono text-xs">
                {file}
                {line === null ? '' : `:${line}`}
              </span>{' '}
              <span className="break-words">{message}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const byPlace = (a: ScriptProblem, b: ScriptProblem) =>
  a.file === b.file ? (a.line ?? 0) - (b.line ?? 0) : a.file < b.file ? -1 : 1;

function asksWords({ scenarios, thresholds }: NonNullable<ScriptReading['asks']>): string {
  const words = planWords(drawable(scenarios).scenarios);
  const parts = [
    scenarios.length === 1 ? '' : `${scenarios.length} scenarios.`,
    thresholds.length === 0
      ? 'No thresholds.'
      : thresholds.length === 1
        ? '1 threshold.'
        : `${thresholds.length} thresholds.`,
  ];
  return [words, ...parts].filter((part) => part !== '').join(' ');
}
