'use client';

import type { ReactNode } from 'react';
import { NumberAt } from '@/components/form/number-at.tsx';
import { PairsAt } from '@/components/form/pairs-at.tsx';
import { join, type Path } from '@/components/form/path.ts';
import { SelectAt } from '@/components/form/select-at.tsx';
import { TextAt } from '@/components/form/text-at.tsx';
import type { StepOf } from '../document/plan-draft.ts';
import { CheckRows } from './check-rows.tsx';
import { ExtractRows } from './extract-rows.tsx';
import { RequestAuth } from './request-auth.tsx';
import { RequestBody } from './request-body.tsx';
import { HEADER_LIST, METHOD_LIST } from './request-lists.tsx';

const DECODE = [
  { value: 'when-read', label: 'When read', hint: 'Only bodies that a check or an extraction reads' },
  { value: 'always', label: 'Always', hint: 'Exact decoded bytes; what cannot be decoded fails' },
] as const;

/** Everything about one request. */
export function RequestForm({ path, step }: { path: Path; step: StepOf<'request'> }) {
  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-cols-[6.5rem_1fr] gap-3">
        <TextAt path={join(path, 'method')} value={step.method} label="Method" mono list={METHOD_LIST} />
        <TextAt path={join(path, 'url')} value={step.url} label="URL" mono placeholder="/api/v1/products" />
      </div>
      <div className="grid grid-cols-2 gap-3 md:grid-cols-[1.5fr_1fr_1fr_1fr_1fr]">
        <TextAt
          path={join(path, 'name')}
          value={step.name}
          optional
          label="Name in results"
          placeholder={`${step.method} ${step.url}`}
          hint="Groups URL variants."
        />
        <TextAt
          path={join(path, 'expectedStatuses')}
          value={step.expectedStatuses}
          label="Expected statuses"
          hint="Others count as failed."
        />
        <TextAt path={join(path, 'timeout')} value={step.timeout} label="Timeout" />
        <NumberAt
          path={join(path, 'redirects')}
          value={step.redirects}
          label="Redirects"
          hint="At most; 0 follows none."
        />
        <SelectAt
          path={join(path, 'decode')}
          value={step.decode}
          choices={DECODE}
          label="Decompress"
          hint="To count decoded bytes."
        />
      </div>
      <Part title="Query">
        <PairsAt path={join(path, 'query')} pairs={step.query} what="query parameter" />
      </Part>
      <Part title="Headers">
        <PairsAt path={join(path, 'headers')} pairs={step.headers} what="header" list={HEADER_LIST} />
      </Part>
      <Part title="Auth">
        <RequestAuth path={join(path, 'auth')} auth={step.auth} />
      </Part>
      <Part title="Body">
        <RequestBody path={join(path, 'body')} body={step.body} />
      </Part>
      <Part title="Checks">
        <CheckRows path={join(path, 'checks')} checks={step.checks} />
      </Part>
      <Part title="Extract">
        <ExtractRows path={join(path, 'extract')} extracts={step.extract} />
      </Part>
    </div>
  );
}

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-3 gap-y-1 md:grid-cols-[4.5rem_1fr]">
      <h3 className="pt-1 font-medium text-muted text-sm">{title}</h3>
      <div className="min-w-0">{children}</div>
    </div>
  );
}
