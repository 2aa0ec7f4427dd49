import {
  Flag,
  type LucideIcon,
  MessageSquare,
  OctagonX,
  SlidersHorizontal,
  TriangleAlert,
} from 'lucide-react';
import type { RunEventKind } from '@/lib/run/run-event.ts';

/** Every kind of event with its sign, its word and its colour, the same in lists and on charts. */
export const EVENT_LOOKS: Record<RunEventKind, { word: string; colour: string; Icon: LucideIcon }> = {
  note: { word: 'note', colour: 'var(--accent)', Icon: MessageSquare },
  stage: { word: 'stage', colour: 'var(--border-strong)', Icon: Flag },
  steer: { word: 'steering', colour: 'var(--warn)', Icon: SlidersHorizontal },
  threshold: { word: 'threshold', colour: 'var(--fail)', Icon: TriangleAlert },
  stop: { word: 'end', colour: 'var(--abort)', Icon: OctagonX },
};
