import { rowKey } from '@/components/form/row-key.ts';
import type { StepDraft } from '../document/plan-draft.ts';
import { listsIn } from '../document/step-tree.ts';

/** Which steps are unfolded. Containers are at first, so that the tree is seen; everything else is folded to its summary. */
export class OpenRows {
  private readonly chosen = new Map<string, boolean>();
  private readonly listeners = new Set<() => void>();

  isOpen(step: StepDraft): boolean {
    return this.chosen.get(rowKey(step)) ?? listsIn(step).length > 0;
  }

  set(step: StepDraft, open: boolean): void {
    this.chosen.set(rowKey(step), open);
    for (const listener of [...this.listeners]) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}
