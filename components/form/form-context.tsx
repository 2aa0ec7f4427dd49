'use client';

import { createContext, type ReactNode, useCallback, useContext, useSyncExternalStore } from 'react';
import type { DocumentStore } from './document-store.ts';
import type { FormIssue } from './form-issue.ts';
import type { Path } from './path.ts';

/** What fields need of the document they are in, whatever it is. */
export type Form = Pick<DocumentStore<object>, 'set' | 'issues' | 'issueAt' | 'errorsIn' | 'subscribe'>;

const Context = createContext<Form | null>(null);

export function FormProvider({ form, children }: { form: Form; children: ReactNode }) {
  return <Context value={form}>{children}</Context>;
}

export function useForm(): Form {
  const form = useContext(Context);
  if (!form) throw new Error('a field outside of FormProvider');
  return form;
}

/** What is wrong at a path. The component is drawn again only when that changes. */
export function useIssue(path: Path): FormIssue | undefined {
  const form = useForm();
  const read = useCallback(() => form.issueAt(path), [form, path]);
  return useSyncExternalStore(form.subscribe, read, read);
}

/** How many errors there are at a path and in it. */
export function useErrorCount(path: Path): number {
  const form = useForm();
  const read = useCallback(() => form.errorsIn(path), [form, path]);
  return useSyncExternalStore(form.subscribe, read, read);
}

export function useIssues(): FormIssue[] {
  const form = useForm();
  return useSyncExternalStore(form.subscribe, form.issues, form.issues);
}
