'use client';

import { useForm } from '@/components/form/form-context.tsx';
import { NumberAt } from '@/components/form/number-at.tsx';
import { join, type Path } from '@/components/form/path.ts';
import { SelectAt } from '@/components/form/select-at.tsx';
import { TextAt } from '@/components/form/text-at.tsx';
import type { SseUntil } from '@/lib/plan/sse-step.ts';
import type { StepOf } from '../document/plan-draft.ts';
import { CheckRows } from './check-rows.tsx';
import { ExtractRows } from './extract-rows.tsx';
import { MatchFields } from './match-fields.tsx';
import { Part } from './request-form.tsx';
import { StreamAddress } from './stream-address.tsx';
import { ThinkForm } from './think-form.tsx';

type Type = SseUntil['type'];

const UNTIL: { value: Type; label: string; hint: string }[] = [
  { value: 'events', label: 'Some events came', hint: 'So many of them' },
  { value: 'match', label: 'An event matches', hint: 'Its data is what is waited for' },
  { value: 'time', label: 'A time is over', hint: 'However many events come' },
  { value: 'end', label: 'The target ends it', hint: 'All events that there are' },
];

const NEW: { [T in Type]: SseUntil & { type: T } } = {
  events: { type: 'events', count: 1, atMost: '60s' },
  match: { type: 'match', match: { type: 'contains', text: '' }, atMost: '60s' },
  time: { type: 'time', time: { distribution: 'constant', duration: '10s' } },
  end: { type: 'end', atMost: '60s' },
};

/** Everything about listening to server-sent events. */
export function SseForm({ path, step }: { path: Path; step: StepOf<'sse'> }) {
  const form = useForm();
  const at = join(path, 'until');
  const { until } = step;
  return (
    <div className="flex flex-col gap-4">
      <StreamAddress path={path} step={step} placeholder="/api/v1/orders/events" />
      <div className="grid gap-3 sm:grid-cols-3">
        <SelectAt
          path={join(at, 'type')}
          value={until.type}
          choices={UNTIL}
          label="Listens until"
          onPick={(type) => form.set(at, NEW[type])}
        />
        {until.type === 'events' ? (
          <NumberAt path={join(at, 'count')} value={until.count} label="Events" />
        ) : null}
        {until.type === 'match' ? <MatchFields path={join(at, 'match')} match={until.match} /> : null}
        {until.type === 'time' ? null : (
          <TextAt
            path={join(at, 'atMost')}
            value={until.atMost}
            label="At most"
            hint="Longer is a failure."
          />
        )}
        <TextAt
          path={join(path, 'event')}
          value={step.event}
          optional
          label="Event name"
          placeholder="all events"
          hint="Others are counted, but passed over."
        />
      </div>
      {until.type === 'time' ? <ThinkForm path={at} step={until} /> : null}
      <Part title="Checks">
        <CheckRows path={join(path, 'checks')} checks={step.checks} />
      </Part>
      <Part title="Extract">
        <ExtractRows path={join(path, 'extract')} extracts={step.extract} />
      </Part>
    </div>
  );
}
