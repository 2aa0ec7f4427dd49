'use client';

import { PairsAt } from '@/components/form/pairs-at.tsx';
import { join, type Path, placeOf } from '@/components/form/path.ts';
import { SelectAt } from '@/components/form/select-at.tsx';
import { TextAt } from '@/components/form/text-at.tsx';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import type { ScenarioDraft } from '../document/plan-draft.ts';
import { countSteps } from '../document/step-tree.ts';
import { PlaceholderHelp } from '../placeholder-help.tsx';
import { SetupSteps } from '../steps/setup-steps.tsx';
import { StepDragArea } from '../steps/step-drag.tsx';
import { StepList } from '../steps/step-list.tsx';
import { ExecutorForm } from './executor-form.tsx';
import { PacingForm } from './pacing-form.tsx';
import { ScenarioCurve } from './scenario-curve.tsx';
import { ScenarioMenu } from './scenario-menu.tsx';
import { StartForm } from './start-form.tsx';

const CONNECTIONS = [
  { value: 'keep-alive', label: 'Kept open', hint: 'From one iteration to the next' },
  { value: 'new-per-iteration', label: 'New in every iteration', hint: 'Closed when an iteration ends' },
] as const;

/** One scenario: what its users do at the left, how many there are at the right. */
export function ScenarioPanel({
  path,
  scenario,
  others,
}: {
  path: Path;
  scenario: ScenarioDraft;
  /** Names of the other scenarios. */
  others: readonly string[];
}) {
  const steps = countSteps(scenario);
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_23rem]">
      <div className="flex min-w-0 flex-col gap-4">
        <Card aria-label={`Steps of ${scenario.name}`}>
          <CardHeader
            title="Steps"
            hint={`${steps === 1 ? '1 step' : `${steps} steps`}, one iteration after the other. Drag to move, or Alt and the arrow keys.`}
            actions={<PlaceholderHelp at={path} />}
          />
          <CardBody className="px-2">
            <StepDragArea>
              <StepList
                path={join(path, 'steps')}
                steps={scenario.steps}
                label={`Steps of ${scenario.name}`}
                empty="No steps yet: add a request to begin."
              />
            </StepDragArea>
          </CardBody>
        </Card>
        <SetupSteps
          path={join(path, 'vuSetup')}
          steps={scenario.vuSetup}
          title="Setup of each user"
          hint="Once, before its first iteration: to log in, say. What it sets stays with the user."
        />
        <SetupSteps
          path={join(path, 'vuTeardown')}
          steps={scenario.vuTeardown}
          title="Teardown of each user"
          hint="Once, when the user leaves: to log out, say. Not after a stop."
        />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <Card aria-label="Scenario">
          <CardHeader
            title="Scenario"
            actions={<ScenarioMenu index={placeOf(path).index} name={scenario.name} />}
          />
          <CardBody className="flex flex-col gap-3">
            <TextAt path={join(path, 'name')} value={scenario.name} label="Name" />
            <StartForm path={path} scenario={scenario} others={others} />
            <SelectAt
              path={join(path, 'connections')}
              value={scenario.connections}
              choices={CONNECTIONS}
              label="Connections"
            />
          </CardBody>
        </Card>
        <Card aria-label="Load">
          <CardHeader title="Load" />
          <CardBody className="flex flex-col gap-3">
            <ScenarioCurve scenario={scenario} />
            <ExecutorForm path={join(path, 'executor')} executor={scenario.executor} />
            {'maxVUs' in scenario.executor && scenario.pacing === undefined ? null : (
              <PacingForm path={join(path, 'pacing')} pacing={scenario.pacing} />
            )}
          </CardBody>
        </Card>
        <Card aria-label="Variables of the scenario">
          <CardHeader title="Variables" hint="Known to the steps of this scenario only." />
          <CardBody>
            <PairsAt path={join(path, 'variables')} pairs={scenario.variables} what="variable" />
          </CardBody>
        </Card>
        <Card aria-label="Tags of the scenario">
          <CardHeader title="Tags" hint="Thresholds can ask for them, as in {team:checkout}." />
          <CardBody>
            <PairsAt path={join(path, 'tags')} pairs={scenario.tags} what="tag" />
          </CardBody>
        </Card>
      </div>
    </div>
  );
}
