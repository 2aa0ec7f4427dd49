import type { Check, Operator } from '@/lib/plan/condition.ts';

type Source = Check['source'];

export const CHECK_SOURCES: { value: Source; label: string; hint: string }[] = [
  { value: 'status', label: 'Status', hint: 'The HTTP status, such as 200 or 2xx' },
  { value: 'jsonpath', label: 'JSONPath', hint: 'The first node it finds in the body' },
  { value: 'body', label: 'Body', hint: 'The whole body as text' },
  { value: 'header', label: 'Header', hint: 'A response header, by name' },
  { value: 'duration', label: 'Duration', hint: 'Service time in milliseconds' },
  { value: 'size', label: 'Size', hint: 'Body size in bytes' },
];

export const NEW_CHECK: Check = { source: 'status', operator: 'equals', value: '2xx' };

const USUAL: Record<Source, { operator: Operator; value: string | number | undefined }> = {
  status: { operator: 'equals', value: '2xx' },
  jsonpath: { operator: 'exists', value: undefined },
  body: { operator: 'contains', value: '' },
  header: { operator: 'exists', value: undefined },
  duration: { operator: 'below', value: 500 },
  size: { operator: 'below', value: 100_000 },
};

/** A check of something else: begins with what is usually asked of it. */
export function withSource(check: Check, source: Source): Check {
  const { operator, value } = USUAL[source];
  const expression = source === 'jsonpath' || source === 'header' ? { expression: '' } : {};
  return {
    source,
    ...(check.name !== undefined && { name: check.name }),
    ...expression,
    operator,
    ...(value !== undefined && { value }),
  } as Check;
}

export function withOperator(check: Check, operator: Operator): Check {
  const { value, ...rest } = check;
  return operator === 'exists' ? { ...rest, operator } : { ...rest, operator, value: value ?? '' };
}

/** A number where numbers are compared and one was typed; text otherwise, so that `007` stays what it is. */
export function readValue({ source, operator }: Check, text: string): string | number {
  const numeric = source === 'duration' || source === 'size' || operator === 'above' || operator === 'below';
  return numeric && text.trim() !== '' && String(Number(text)) === text.trim() ? Number(text) : text;
}
