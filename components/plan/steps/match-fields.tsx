'use client';

import { useForm } from '@/components/form/form-context.tsx';
import { join, type Path } from '@/components/form/path.ts';
import { SelectAt } from '@/components/form/select-at.tsx';
import { TextAt } from '@/components/form/text-at.tsx';
import type { MessageMatch } from '@/lib/plan/message-match.ts';

type Type = MessageMatch['type'];

const TYPES: { value: Type; label: string; hint: string }[] = [
  { value: 'any', label: 'Any message', hint: 'The next one, whatever it says' },
  { value: 'contains', label: 'Contains', hint: 'Holds this text' },
  { value: 'matches', label: 'Matches (regex)', hint: 'A regular expression is found in it' },
  { value: 'jsonpath', label: 'JSONPath is', hint: 'JSON with this value in this place' },
];

const NEW: { [T in Type]: MessageMatch & { type: T } } = {
  any: { type: 'any' },
  contains: { type: 'contains', text: '' },
  matches: { type: 'matches', expression: '' },
  jsonpath: { type: 'jsonpath', expression: '$.type', value: '' },
};

/** Which message is meant. */
export function MatchFields({ path, match }: { path: Path; match: MessageMatch }) {
  const form = useForm();
  return (
    <>
      <SelectAt
        path={join(path, 'type')}
        value={match.type}
        choices={TYPES}
        label="Message"
        onPick={(type) => form.set(path, NEW[type])}
      />
      {match.type === 'contains' ? (
        <TextAt path={join(path, 'text')} value={match.text} label="Text" mono />
      ) : null}
      {match.type === 'matches' || match.type === 'jsonpath' ? (
        <TextAt
          path={join(path, 'expression')}
          value={match.expression}
          label={match.type === 'matches' ? 'Regular expression' : 'JSONPath'}
          mono
        />
      ) : null}
      {match.type === 'jsonpath' ? (
        <TextAt path={join(path, 'value')} value={String(match.value)} label="Value" mono />
      ) : null}
    </>
  );
}
