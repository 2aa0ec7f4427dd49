import type { ReactNode } from 'react';
import type { Path } from '@/components/form/path.ts';
import type { StepDraft } from '../document/plan-draft.ts';

/** Draws the steps within a step. The list hands itself to the forms of its steps this way, as they cannot know it. */
export type DrawSteps = (inner: { path: Path; steps: StepDraft[]; label: string }) => ReactNode;
