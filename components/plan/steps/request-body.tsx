'use client';

import { useForm } from '@/components/form/form-context.tsx';
import { PairsAt } from '@/components/form/pairs-at.tsx';
import { join, type Path } from '@/components/form/path.ts';
import { LongTextAt, TextAt } from '@/components/form/text-at.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import type { StepOf } from '../document/plan-draft.ts';

type BodyDraft = NonNullable<StepOf<'request'>['body']>;
type BodyType = BodyDraft['type'] | 'none';

const TYPES: { value: BodyType; label: string }[] = [
  { value: 'none', label: 'None' },
  { value: 'json', label: 'JSON' },
  { value: 'form', label: 'Form' },
  { value: 'raw', label: 'Raw' },
];

/** What a request sends. */
export function RequestBody({ path, body }: { path: Path; body: BodyDraft | undefined }) {
  const form = useForm();
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          label="Kind of body"
          value={body?.type ?? 'none'}
          choices={TYPES}
          onValueChange={(type) => form.set(path, bodyOfType(body, type))}
        />
      </div>
      {body?.type === 'json' ? (
        <LongTextAt
          path={join(path, 'content')}
          value={body.content}
          label="JSON"
          hideLabel
          mono
          placeholder={'{ "productId": "{{productId}}" }'}
          hint="Placeholders inside strings are escaped as JSON."
        />
      ) : null}
      {body?.type === 'form' ? (
        <PairsAt path={join(path, 'fields')} pairs={body.fields} what="field" />
      ) : null}
      {body?.type === 'raw' ? (
        <>
          <TextAt
            path={join(path, 'contentType')}
            value={body.contentType}
            optional
            label="Content type"
            placeholder="text/plain"
            className="max-w-xs"
          />
          <LongTextAt path={join(path, 'content')} value={body.content} label="Content" hideLabel mono />
        </>
      ) : null}
    </div>
  );
}

/** A body of another type; text stays text. */
export function bodyOfType(body: BodyDraft | undefined, type: BodyType): BodyDraft | undefined {
  const content = body && 'content' in body ? body.content : '';
  switch (type) {
    case 'none':
      return undefined;
    case 'form':
      return body?.type === 'form' ? body : { type, fields: [] };
    case 'json':
    case 'raw':
      return { type, content };
  }
}
