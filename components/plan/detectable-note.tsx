'use client';

import { useDetectable } from '@/components/api/compare.ts';
import { detectableWords } from '@/lib/judge/detectable-words.ts';

/** Before a run: what it will be able to tell. Says nothing until something is known of it. */
export function DetectableNote({
  plan,
  environmentId,
}: {
  plan: { id: string; versionId?: string };
  environmentId: string;
}) {
  const { data } = useDetectable(plan, environmentId);
  if (!data) return null;
  return <p className="text-muted text-sm">{detectableWords(data)}</p>;
}
