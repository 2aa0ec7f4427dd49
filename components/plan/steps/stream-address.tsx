'use client';

import { PairsAt } from '@/components/form/pairs-at.tsx';
import { join, type Path } from '@/components/form/path.ts';
import { TextAt } from '@/components/form/text-at.tsx';
import type { StepOf } from '../document/plan-draft.ts';
import { Part } from './request-form.tsx';
import { HEADER_LIST } from './request-lists.tsx';

/** Where a session is opened. */
export function StreamAddress({
  path,
  step,
  placeholder,
}: {
  path: Path;
  step: StepOf<'websocket'> | StepOf<'sse'>;
  placeholder: string;
}) {
  return (
    <>
      <div className="grid gap-3 md:grid-cols-[2fr_1fr_8rem]">
        <TextAt path={join(path, 'url')} value={step.url} label="URL" mono placeholder={placeholder} />
        <TextAt
          path={join(path, 'name')}
          value={step.name}
          optional
          label="Name in results"
          placeholder={step.url}
          hint="Groups URL variants."
        />
        <TextAt
          path={join(path, 'timeout')}
          value={step.timeout}
          label="Timeout"
          hint="To open the session."
        />
      </div>
      <Part title="Query">
        <PairsAt path={join(path, 'query')} pairs={step.query} what="query parameter" />
      </Part>
      <Part title="Headers">
        <PairsAt path={join(path, 'headers')} pairs={step.headers} what="header" list={HEADER_LIST} />
      </Part>
    </>
  );
}
