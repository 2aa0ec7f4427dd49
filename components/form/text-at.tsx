'use client';

import type { ComponentProps } from 'react';
import { Input } from '@/components/ui/input.tsx';
import { Textarea } from '@/components/ui/textarea.tsx';
import { BoundField, type FieldProps } from './bound-field.tsx';
import { useForm } from './form-context.tsx';

type TextProps = FieldProps & {
  value: string | undefined;
  mono?: boolean;
  placeholder?: string;
  /** Emptied, the field is taken out of the document. */
  optional?: boolean;
  list?: string;
};

/** One line of text of the document. */
export function TextAt({ path, value, mono, placeholder, optional, list, ...field }: TextProps) {
  const form = useForm();
  return (
    <BoundField path={path} {...field}>
      {(control) => (
        <Input
          {...control}
          mono={mono}
          list={list}
          placeholder={placeholder}
          value={shown(value)}
          onChange={(event) => form.set(path, written(event.target.value, optional))}
        />
      )}
    </BoundField>
  );
}

/** Several lines of text of the document. */
export function LongTextAt({
  path,
  value,
  mono,
  placeholder,
  optional,
  rows,
  ...field
}: Omit<TextProps, 'list'> & Pick<ComponentProps<'textarea'>, 'rows'>) {
  const form = useForm();
  return (
    <BoundField path={path} {...field}>
      {(control) => (
        <Textarea
          {...control}
          mono={mono}
          rows={rows}
          placeholder={placeholder}
          value={shown(value)}
          onChange={(event) => form.set(path, written(event.target.value, optional))}
        />
      )}
    </BoundField>
  );
}

/** A plan file may hold a number where a text belongs; it is shown as it stands. */
const shown = (value: unknown) => (value === undefined || value === null ? '' : String(value));
const written = (text: string, optional: boolean | undefined) => (optional && text === '' ? undefined : text);
