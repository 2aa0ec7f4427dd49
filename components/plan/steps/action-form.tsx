'use client';

import type { ReactNode } from 'react';
import { NumberAt } from '@/components/form/number-at.tsx';
import { join, type Path } from '@/components/form/path.ts';
import { SelectAt } from '@/components/form/select-at.tsx';
import { LongTextAt, TextAt } from '@/components/form/text-at.tsx';
import type { ActionDraft } from '../document/plan-draft.ts';
import { CheckRows } from './check-rows.tsx';
import { ExtractRows } from './extract-rows.tsx';
import { MatchFields } from './match-fields.tsx';
import { Part } from './request-form.tsx';
import { ThinkForm } from './think-form.tsx';

type ActionOf<T extends ActionDraft['type']> = Extract<ActionDraft, { type: T }>;

const FORMATS: { value: ActionOf<'send'>['format']; label: string; hint: string }[] = [
  { value: 'text', label: 'Text', hint: 'As it is written' },
  { value: 'json', label: 'JSON', hint: 'Placeholders inside strings are escaped' },
  { value: 'base64', label: 'Binary', hint: 'Written as base64' },
];

const ON_TIMEOUT: { value: ActionOf<'expect'>['onTimeout']; label: string; hint: string }[] = [
  { value: 'fail', label: 'The session fails', hint: 'And is closed' },
  { value: 'continue', label: 'Go on without it', hint: 'Its checks fail, the session does not' },
];

/** The form of one action of a WebSocket session. */
export function ActionForm({
  path,
  action,
  drawActions,
}: {
  path: Path;
  action: ActionDraft;
  drawActions: (path: Path, actions: ActionDraft[]) => ReactNode;
}) {
  switch (action.type) {
    case 'send':
      return (
        <div className="grid gap-3 sm:grid-cols-[1fr_9rem]">
          <LongTextAt path={join(path, 'content')} value={action.content} label="Message" mono rows={3} />
          <SelectAt path={join(path, 'format')} value={action.format} choices={FORMATS} label="Format" />
        </div>
      );
    case 'expect':
      return <ExpectForm path={path} action={action} />;
    case 'hold':
      return <ThinkForm path={path} step={action} />;
    case 'repeat':
      return (
        <div className="flex flex-col gap-3">
          <NumberAt path={join(path, 'times')} value={action.times} label="Times" className="max-w-40" />
          {drawActions(join(path, 'actions'), action.actions)}
        </div>
      );
    case 'expect-close':
      return (
        <div className="grid gap-3 sm:grid-cols-3">
          <TextAt path={join(path, 'timeout')} value={action.timeout} label="Timeout" />
          <NumberAt path={join(path, 'code')} value={action.code} label="Code" placeholder="any" optional />
        </div>
      );
    case 'close':
      return (
        <div className="grid gap-3 sm:grid-cols-3">
          <NumberAt path={join(path, 'code')} value={action.code} label="Code" />
          <TextAt path={join(path, 'reason')} value={action.reason} label="Reason" />
        </div>
      );
  }
}

function ExpectForm({ path, action }: { path: Path; action: ActionOf<'expect'> }) {
  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-3">
        <MatchFields path={join(path, 'match')} match={action.match} />
        <TextAt path={join(path, 'timeout')} value={action.timeout} label="Timeout" />
        <SelectAt
          path={join(path, 'onTimeout')}
          value={action.onTimeout}
          choices={ON_TIMEOUT}
          label="If none comes"
        />
      </div>
      <Part title="Checks">
        <CheckRows path={join(path, 'checks')} checks={action.checks} />
      </Part>
      <Part title="Extract">
        <ExtractRows path={join(path, 'extract')} extracts={action.extract} />
      </Part>
    </div>
  );
}
