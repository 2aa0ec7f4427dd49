'use client';

import { Accessibility } from '@dnd-kit/dom';
import { DragDropProvider, DragOverlay, PointerSensor, useDraggable, useDroppable } from '@dnd-kit/react';
import { GripVertical } from 'lucide-react';
import type { ReactNode } from 'react';
import { getAt, join, type Path } from '@/components/form/path.ts';
import { rowKey } from '@/components/form/row-key.ts';
import { cn } from '@/components/ui/class-names.ts';
import type { StepDraft } from '../document/plan-draft.ts';
import { canMove, type Place } from '../document/step-tree.ts';
import { useEditor } from '../editor/editor-view.tsx';
import { stepTitle } from './step-words.ts';
import { useStepActions } from './use-step-actions.ts';

/** Steps within can be dragged to another place by pointer. By keyboard they are moved with Alt and the arrow keys. */
export function StepDragArea({ children }: { children: ReactNode }) {
  const { store } = useEditor();
  const { move } = useStepActions();
  return (
    <DragDropProvider
      sensors={[PointerSensor]}
      plugins={(usual) => usual.filter((plugin) => plugin !== Accessibility)}
      onDragEnd={({ canceled, operation }) => {
        const from = operation.source?.data.path as Path | undefined;
        const to = operation.target?.data as Place | undefined;
        if (!canceled && from !== undefined && to) move(from, { list: to.list, index: to.index });
      }}
    >
      {children}
      <DragOverlay dropAnimation={null}>
        {(source) => {
          const step = getAt(store.document(), String(source.data.path)) as StepDraft | undefined;
          return (
            <div className="w-fit max-w-sm truncate rounded-md border border-accent bg-surface px-3 py-1.5 text-sm shadow-float">
              {step ? stepTitle(step) : null}
            </div>
          );
        }}
      </DragOverlay>
    </DragDropProvider>
  );
}

/** Takes hold of a step. */
export function DragHandle({ step, path }: { step: StepDraft; path: Path }) {
  const { ref, isDragging } = useDraggable({ id: rowKey(step), data: { path } });
  return (
    <span
      ref={ref}
      aria-hidden
      title="Drag to move"
      className={cn(
        'flex h-8 w-5 shrink-0 cursor-grab touch-none items-center justify-center text-muted opacity-50 hover:opacity-100',
        isDragging && 'opacity-100',
      )}
    >
      <GripVertical className="size-4" />
    </span>
  );
}

/**
 * The place between two steps: a line while something is dragged over it. Its reach covers half a row on both sides, and
 * stays out of the way of everything else.
 */
export function DropGap({ list, index }: Place) {
  const { ref, isDropTarget } = useDroppable({
    id: join('gap', list, index),
    data: { list, index },
    accept: (source) => canMove(String(source.data.path), { list, index }),
  });
  return (
    <div aria-hidden className="pointer-events-none relative h-0">
      <div ref={ref} className="absolute inset-x-0 -top-4.5 h-9" />
      <div className={cn('absolute inset-x-0 -top-px h-0.5 rounded-full', isDropTarget && 'bg-accent')} />
    </div>
  );
}
