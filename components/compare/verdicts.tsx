import type { JudgedRuns } from '@/lib/judge/answers.ts';
import { judgementSentence } from '@/lib/judge/judgement-sentence.ts';
import { LookLine } from './look-line.tsx';
import type { RunLook } from './run-looks.ts';

/** The answer for the person who decides: one sentence for each candidate. */
export function Verdicts({ judged, looks }: { judged: readonly JudgedRuns[]; looks: readonly RunLook[] }) {
  const [only] = judged;
  if (judged.length === 1 && only) {
    return (
      <p className="rounded-lg border border-border bg-surface px-4 py-3 font-medium text-lg">
        {judgementSentence(only)}
      </p>
    );
  }
  return (
    <ul
      aria-label="Answers"
      className="flex flex-col gap-2 rounded-lg border border-border bg-surface px-4 py-3 text-base"
    >
      {judged.map((one, at) => {
        const look = looks[at];
        return look ? (
          <li key={look.id} className="flex flex-wrap items-baseline gap-x-2">
            <span className="inline-flex items-center gap-2 font-medium">
              <LookLine look={look} />
              {look.label}:
            </span>
            <span>{judgementSentence(one)}</span>
          </li>
        ) : null;
      })}
    </ul>
  );
}
