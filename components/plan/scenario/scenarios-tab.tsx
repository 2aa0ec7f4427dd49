'use client';

import { rowKey } from '@/components/form/row-key.ts';
import type { PlanDraft } from '../document/plan-draft.ts';
import { useEditor } from '../editor/editor-view.tsx';
import { RequestLists } from '../steps/request-lists.tsx';
import { LoadOverview } from './load-overview.tsx';
import { PlanSetup } from './plan-setup.tsx';
import { ScenarioPanel } from './scenario-panel.tsx';
import { ScenarioPicker } from './scenario-picker.tsx';

/** What users do and how many of them come. */
export function ScenariosTab({ plan }: { plan: PlanDraft }) {
  const { scenarios } = plan;
  const { scenario: wanted } = useEditor();
  const found = scenarios.findIndex((scenario) => rowKey(scenario) === wanted);
  const index = Math.max(0, found);
  const shown = scenarios[index];
  const others = scenarios.filter((one) => one !== shown).map(({ name }) => name);
  return (
    <div className="flex flex-col gap-5">
      <LoadOverview scenarios={scenarios} />
      <div className="flex flex-col gap-3">
        <ScenarioPicker scenarios={scenarios} shown={index} />
        {shown ? (
          <ScenarioPanel key={rowKey(shown)} path={`scenarios.${index}`} scenario={shown} others={others} />
        ) : null}
      </div>
      <PlanSetup plan={plan} />
      <RequestLists />
    </div>
  );
}
