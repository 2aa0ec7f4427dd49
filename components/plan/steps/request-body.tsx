'use client';

import { useForm } from '@/components/form/form-context.tsx';
import { NumberAt } from '@/components/form/number-at.tsx';
import { PairsAt } from '@/components/form/pairs-at.tsx';
import { join, type Path } from '@/components/form/path.ts';
import { LongTextAt, TextAt } from '@/components/form/text-at.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import type { StepOf } from '../document/plan-draft.ts';
import { BodyParts } from './body-parts.tsx';

type BodyDraft = NonNullable<StepOf<'request'>['body']>;
type BodyType = BodyDraft['type'] | 'none';

const TYPES: { value: BodyType; label: string }[] = [
  { value: 'none', label: 'None' },
  { value: 'json', label: 'JSON' },
  { value: 'form', label: 'Form' },
  { value: 'multipart', label: 'Multipart' },
  { value: 'raw', label: 'Raw' },
  { value: 'random', label: 'Random' },
];

/** What a request sends. */
export function RequestBody({ path, body }: { path: Path; body: BodyDraft | undefined }) {
  const form = useForm();
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          className="max-w-full overflow-x-auto"
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
      {body?.type === 'multipart' ? <BodyParts path={join(path, 'parts')} parts={body.parts} /> : null}
      {body?.type === 'random' ? (
        <div className="grid max-w-md grid-cols-2 gap-3">
          <NumberAt
            path={join(path, 'bytes')}
            value={body.bytes}
            label="Size"
            unit="bytes"
            hint="Random bytes, the same in every request."
          />
          <TextAt path={join(path, 'contentType')} value={body.contentType} label="Content type" />
        </div>
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
    case 'multipart':
      return body?.type === 'multipart' ? body : { type, parts: [{ type: 'text', name: '', value: '' }] };
    case 'random':
      return body?.type === 'random'
        ? body
        : { type, bytes: 10_000, contentType: 'application/octet-stream' };
    case 'json':
    case 'raw':
      return { type, content };
  }
}
