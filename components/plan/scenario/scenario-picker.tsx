'use client';

import { CircleAlert, Plus } from 'lucide-react';
import { useErrorCount } from '@/components/form/form-context.tsx';
import { rowKey } from '@/components/form/row-key.ts';
import { Button } from '@/components/ui/button.tsx';
import { cn } from '@/components/ui/class-names.ts';
import { drawable } from '../curve/drawable.ts';
import { executorWords } from '../curve/load-words.ts';
import type { ScenarioDraft } from '../document/plan-draft.ts';
import { useEditor } from '../editor/editor-view.tsx';
import { useScenarioActions } from './use-scenario-actions.ts';

/** All scenarios with their load in words; the one that is pressed is shown below. */
export function ScenarioPicker({ scenarios, shown }: { scenarios: ScenarioDraft[]; shown: number }) {
  const { add } = useScenarioActions();
  return (
    <nav aria-label="Scenarios" className="flex flex-wrap items-stretch gap-2">
      {scenarios.map((scenario, index) => (
        <ScenarioCard key={rowKey(scenario)} scenario={scenario} index={index} shown={index === shown} />
      ))}
      <Button variant="ghost" className="h-auto min-h-10" data-path="scenarios" onClick={add}>
        <Plus aria-hidden />
        Add a scenario
      </Button>
    </nav>
  );
}

function ScenarioCard({
  scenario,
  index,
  shown,
}: {
  scenario: ScenarioDraft;
  index: number;
  shown: boolean;
}) {
  const { showScenario } = useEditor();
  const errors = useErrorCount(`scenarios.${index}`);
  const [sound] = drawable([scenario]).scenarios;
  return (
    <button
      type="button"
      aria-current={shown ? 'true' : undefined}
      onClick={() => showScenario(scenario)}
      className={cn(
        'min-w-0 max-w-72 rounded-lg border border-border bg-surface px-3 py-1.5 text-left transition-colors hover:border-border-strong',
        shown && 'border-accent ring-1 ring-accent hover:border-accent',
      )}
    >
      <span className="flex items-center gap-1.5 font-medium text-sm">
        <span className="truncate">{scenario.name || 'without a name'}</span>
        {errors > 0 ? (
          <span className="flex shrink-0 items-center gap-0.5 text-fail text-xs">
            <CircleAlert aria-hidden className="size-3.5" />
            {errors}
            <span className="sr-only">{errors === 1 ? 'error' : 'errors'}</span>
          </span>
        ) : null}
      </span>
      <span className="block truncate text-muted text-xs">
        {sound ? executorWords(sound.executor) : 'the load has errors'}
      </span>
    </button>
  );
}
