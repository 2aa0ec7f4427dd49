'use client';

import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Badge, type BadgeTone } from '@/components/ui/badge.tsx';
import { loadedApart } from '@/components/ui/loaded-apart.tsx';
import type { Confidence, Finding, Mend } from '@/lib/findings/finding.ts';
import { CONFIDENCE_WORDS } from '@/lib/findings/findings-text.ts';
import { formatCount, formatDurationClock, formatRate } from '@/lib/format/format.ts';

const EvidenceCharts = loadedApart(import('./evidence-charts.tsx').then((module) => module.EvidenceCharts));

const TONES: Record<Confidence, BadgeTone> = { certain: 'fail', likely: 'warn', possible: 'neutral' };

/** One finding: what it is at a glance, and all that speaks for and against it below. */
export function FindingItem({
  finding,
  run,
  place,
  isOpen: isOpenAtFirst,
  note,
}: {
  finding: Finding;
  /** So many seconds of it are drawn. */
  run: { id: string; seconds: number };
  place: number;
  isOpen: boolean;
  /** What is known of it besides, a line. */
  note?: ReactNode;
}) {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const { title, confidence, what, cost, followsFrom } = finding;
  return (
    <li>
      <details
        open={isOpen}
        onToggle={(event) => setOpen(event.currentTarget.open)}
        className="group px-4 py-3"
      >
        <summary className="flex cursor-pointer list-none items-start gap-2 [&::-webkit-details-marker]:hidden">
          <ChevronRight
            aria-hidden
            className="mt-1 size-3.5 shrink-0 text-muted transition-transform group-open:rotate-90"
          />
          <span className="min-w-0">
            <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <span className="font-semibold break-words">
                {place}. {title}
              </span>
              <Badge tone={TONES[confidence]}>{CONFIDENCE_WORDS[confidence]}</Badge>
            </span>
            <span className="block text-sm break-words">{what}</span>
            {note ? <span className="block text-muted text-sm break-words">{note}</span> : null}
            {followsFrom ? (
              <span className="block text-muted text-sm break-words">
                Most likely follows from: {followsFrom}
              </span>
            ) : null}
          </span>
        </summary>
        <dl className="mt-2 ml-5.5 grid gap-x-4 gap-y-1.5 text-sm sm:grid-cols-[7rem_minmax(0,1fr)]">
          <Part name="Cost">{cost}</Part>
          <Evidence finding={finding} />
          <Part name="Why">{finding.why}</Part>
          <Part name="Not so, if">{finding.refutedBy}</Part>
          {finding.decidedBy ? <Part name="To be sure">{finding.decidedBy}</Part> : null}
          <Part name="Usual mends">
            <ul className="flex flex-col gap-2">
              {finding.mends.map((mend) => (
                <MendItem key={mend.text} mend={mend} />
              ))}
            </ul>
          </Part>
        </dl>
        {isOpen ? <EvidenceCharts run={run} evidence={finding.evidence} /> : null}
      </details>
    </li>
  );
}

function Evidence({ finding: { evidence, since, requests } }: { finding: Finding }) {
  return (
    <>
      <Part name="Evidence">
        <ul className="flex flex-col gap-0.5">
          {evidence.map(({ text }) => (
            <li key={text} className="break-words">
              {text}
            </li>
          ))}
        </ul>
      </Part>
      {since ? (
        <Part name="Since">
          {formatDurationClock(since.second)}, at {formatCount(since.vus)} users and{' '}
          {formatRate(since.requestsPerSecond)}
        </Part>
      ) : null}
      {requests.length > 0 ? <Part name="Requests">{requests.join(', ')}</Part> : null}
    </>
  );
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

function MendItem({ mend: { text, code } }: { mend: Mend }) {
  return (
    <li>
      {text}
      {code ? (
        <figure className="mt-1">
          <figcaption className="text-muted text-xs">{code.stack}</figcaption>
          {/* Scrolls sideways where it is narrow, also by keyboard. */}
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
            tabIndex={0}
            className="overflow-x-auto rounded-md border border-border bg-surface-2 px-3 py-2 font-mono text-xs"
          >
            {code.text}
          </pre>
        </figure>
      ) : null}
    </li>
  );
}
