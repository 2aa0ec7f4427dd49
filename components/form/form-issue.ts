import type { Path } from './path.ts';

/** An `error` keeps a document from being saved; a `warning` says what will go wrong later. */
export type FormIssue = { path: Path; message: string; kind: 'error' | 'warning' };
