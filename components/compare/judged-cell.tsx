import { ArrowDown, ArrowUp, CircleHelp, Equal } from 'lucide-react';
import { cn } from '@/components/ui/class-names.ts';
import { TableCell } from '@/components/ui/table.tsx';
import {
  ANSWER_WORDS,
  changeWords,
  figureWords,
  intervalWords,
  lackWords,
} from '@/lib/judge/answer-words.ts';
import type { Answer, Judged } from '@/lib/judge/answers.ts';

const COLOURS: Record<Answer, string> = {
  worse: 'text-fail',
  better: 'text-ok',
  equivalent: 'text-muted',
  'not-enough-data': 'text-muted',
};

/** Both values, the answer in words, and where the difference lies. */
export function JudgedCell({ judged }: { judged: Judged }) {
  const { metric, baseline, candidate, answer, change, lacks, p } = judged;
  const isPlanned = lacks === 'planned';
  const Direction = (change ?? 0) < 0 ? ArrowDown : ArrowUp;
  const Icon = answer === 'equivalent' ? Equal : answer === 'not-enough-data' ? CircleHelp : Direction;
  return (
    <TableCell
      numeric
      className="align-top max-sm:px-2"
      title={
        p === null ? lackWords(judged) : `p = ${p < 0.0001 ? '< 0.0001' : p.toFixed(4)} for this figure alone`
      }
    >
      <div>
        <span className="text-muted">
          {figureWords(metric, baseline)} <span aria-hidden>→</span>
          <span className="sr-only">to</span>
        </span>{' '}
        <span className="font-medium">{figureWords(metric, candidate)}</span>
      </div>
      <div className={cn('inline-flex items-center justify-end gap-x-1 text-xs', COLOURS[answer])}>
        {isPlanned ? null : <Icon aria-hidden className="size-3" />}
        {isPlanned ? lackWords(judged) : ANSWER_WORDS[answer]}
        {change === null ? null : <span>{changeWords(metric, change)}</span>}
      </div>
      {isPlanned ? null : (
        <div className="whitespace-normal text-muted text-xs">
          {change === null ? (
            lackWords(judged)
          ) : (
            <span className="whitespace-nowrap">{intervalWords(judged)}</span>
          )}
        </div>
      )}
    </TableCell>
  );
}
