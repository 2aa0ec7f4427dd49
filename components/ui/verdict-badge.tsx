import {
  CircleCheck,
  CircleDashed,
  CircleSlash,
  CircleX,
  Clock,
  type LucideIcon,
  OctagonAlert,
} from 'lucide-react';
import type { Verdict } from '@/lib/run/summary.ts';
import type { RunStatus } from '@/lib/run/view.ts';
import { Badge, type BadgeTone } from './badge.tsx';

type Look = { label: string; tone: BadgeTone; Icon: LucideIcon; meaning: string };

export const VERDICT_LOOKS: Record<Verdict, Look> = {
  passed: { label: 'Passed', tone: 'ok', Icon: CircleCheck, meaning: 'Every threshold held.' },
  failed: { label: 'Failed', tone: 'fail', Icon: CircleX, meaning: 'At least one threshold was broken.' },
  aborted: {
    label: 'Aborted',
    tone: 'abort',
    Icon: CircleSlash,
    meaning: 'Ended before its schedule was over.',
  },
  invalid: {
    label: 'Invalid',
    tone: 'invalid',
    Icon: OctagonAlert,
    meaning: 'The load generator could not keep up, so the figures cannot be trusted.',
  },
};

export const STATUS_LOOKS: Record<RunStatus, Look> = {
  queued: { label: 'Queued', tone: 'neutral', Icon: Clock, meaning: 'Waits for its turn.' },
  starting: {
    label: 'Starting',
    tone: 'accent',
    Icon: CircleDashed,
    meaning: 'Load workers are being started.',
  },
  running: { label: 'Running', tone: 'accent', Icon: CircleDashed, meaning: 'Load is on the target now.' },
  stopping: { label: 'Stopping', tone: 'abort', Icon: CircleDashed, meaning: 'Is being stopped.' },
  finished: { label: 'Finished', tone: 'neutral', Icon: CircleCheck, meaning: 'Has ended.' },
};

/** How a run ended, or how far it is: word, sign and colour. */
export function VerdictBadge({ verdict, status }: { verdict: Verdict | null; status?: RunStatus }) {
  const { label, tone, Icon, meaning } = verdict ? VERDICT_LOOKS[verdict] : STATUS_LOOKS[status ?? 'queued'];
  return (
    <Badge tone={tone} title={meaning}>
      <Icon
        aria-hidden
        className={verdict === null && status === 'running' ? 'animate-pulse-soft' : undefined}
      />
      {label}
    </Badge>
  );
}
