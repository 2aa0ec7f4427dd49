'use client';

import { useMemo } from 'react';
import { join } from '@/components/form/path.ts';
import { toast } from '@/components/ui/toast.tsx';
import { STEP_KINDS } from '../document/new-step.ts';
import type { PlanDraft, ScenarioDraft } from '../document/plan-draft.ts';
import { useEditor } from '../editor/editor-view.tsx';

const withScenarios = (plan: PlanDraft, scenarios: ScenarioDraft[]): PlanDraft => ({ ...plan, scenarios });

/** What can be done with scenarios as a whole. */
export function useScenarioActions() {
  const { store, showScenario, reveal } = useEditor();
  return useMemo(() => {
    const insert = (index: number, scenario: ScenarioDraft) => {
      store.update((plan) => withScenarios(plan, plan.scenarios.toSpliced(index, 0, scenario)));
      showScenario(scenario);
    };
    return {
      add() {
        const { scenarios } = store.document();
        insert(scenarios.length, {
          name: freeName(scenarios, 'Scenario'),
          executor: { type: 'constant-vus', vus: 1, duration: '1m', gracefulStop: '30s' },
          startTime: '0s',
          tags: [],
          connections: 'keep-alive',
          variables: [],
          vuSetup: [],
          vuTeardown: [],
          steps: [STEP_KINDS.request.make()],
        });
        reveal(join('scenarios', scenarios.length, 'name'));
      },
      duplicate(index: number) {
        const { scenarios } = store.document();
        const original = scenarios[index];
        if (!original) return;
        const name = freeName(scenarios, `${original.name} copy`);
        insert(index + 1, { ...structuredClone(original), name });
        reveal(join('scenarios', index + 1, 'name'));
      },
      move(from: number, to: number) {
        store.update((plan) => {
          const scenario = plan.scenarios[from];
          return scenario
            ? withScenarios(plan, plan.scenarios.toSpliced(from, 1).toSpliced(to, 0, scenario))
            : plan;
        });
      },
      remove(index: number) {
        const gone = store.document().scenarios[index];
        if (!gone) return;
        store.update((plan) => withScenarios(plan, plan.scenarios.toSpliced(index, 1)));
        toast(`Removed the scenario “${gone.name}”`, {
          action: { label: 'Undo', onClick: () => insert(index, gone) },
        });
      },
    };
  }, [store, showScenario, reveal]);
}

/** The name, with a number behind it when it is taken. */
function freeName(scenarios: ScenarioDraft[], wanted: string): string {
  const taken = new Set(scenarios.map(({ name }) => name));
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted} ${number}`;
  return name;
}
