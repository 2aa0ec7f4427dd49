'use client';

import { useId } from 'react';
import { useForm } from '@/components/form/form-context.tsx';
import { TextAt } from '@/components/form/text-at.tsx';
import { Switch } from '@/components/ui/switch.tsx';
import type { PlanDraft } from '../document/plan-draft.ts';
import { SetupSteps } from '../steps/setup-steps.tsx';

/** What is done once, before all load and after it. */
export function PlanSetup({ plan }: { plan: PlanDraft }) {
  const hasSteps =
    plan.setup.length +
      plan.teardown.length +
      plan.scenarios.reduce((sum, one) => sum + one.vuSetup.length + one.vuTeardown.length, 0) >
    0;
  return (
    <section aria-label="Setup and teardown of the plan" className="flex flex-col gap-3">
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <SetupSteps
          path="setup"
          steps={plan.setup}
          title="Setup of the plan"
          hint="Once, before any load. All users can read what it sets; if it fails, no load is sent."
        >
          {plan.setup.length > 0 ? (
            <TextAt path="setupTimeout" value={plan.setupTimeout} label="May take" className="max-w-40" />
          ) : null}
        </SetupSteps>
        <SetupSteps
          path="teardown"
          steps={plan.teardown}
          title="Teardown of the plan"
          hint="Once, when all load has ended: also after a stop, but not after the kill switch."
        >
          {hasSteps ? (
            <TextAt
              path="teardownTimeout"
              value={plan.teardownTimeout}
              label="May take"
              hint="Also those of users, once their scenario has ended."
              className="max-w-72"
            />
          ) : null}
        </SetupSteps>
      </div>
      {hasSteps ? <CountSetup counts={plan.setupInResults} /> : null}
    </section>
  );
}

function CountSetup({ counts }: { counts: boolean }) {
  const form = useForm();
  const id = useId();
  return (
    <div className="flex items-start gap-2">
      <Switch
        id={id}
        checked={counts}
        data-path="setupInResults"
        onCheckedChange={(next) => form.set('setupInResults', next)}
      />
      <label htmlFor={id} className="text-sm">
        Count setup and teardown in the results
        <span className="block text-muted text-xs">
          Otherwise they are shown apart, and totals, thresholds and the verdict are those of the load.
        </span>
      </label>
    </div>
  );
}
