'use client';

import { PairsAt } from '@/components/form/pairs-at.tsx';
import { join, type Path, placeOf } from '@/components/form/path.ts';
import { SelectAt } from '@/components/form/select-at.tsx';
import { TextAt } from '@/components/form/text-at.tsx';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import type { ScenarioDraft } from '../document/plan-draft.ts';
import { countSteps } from '../document/step-tree.ts';
import { PlaceholderHelp } from '../placeholder-help.tsx';
import { StepDragArea } from '../steps/step-drag.tsx';
import { StepList } from '../steps/step-list.tsx';
import { ExecutorForm } from './executor-form.tsx';
import { ScenarioCurve } from './scenario-curve.tsx';
import { ScenarioMenu } from './scenario-menu.tsx';

const CONNECTIONS = [
  { value: 'keep-alive', label: 'Kept open', hint: 'From one iteration to the next' },
  { value: 'new-per-iteration', label: 'New in every iteration', hint: 'Closed when an iteration ends' },
] as const;

/** One scenario: what its users do at the left, how many there are at the right. */
export function ScenarioPanel({ path, scenario }: { path: Path; scenario: ScenarioDraft }) {
  const steps = countSteps(scenario);
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_23rem]">
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
      <div className="flex min-w-0 flex-col gap-4">
        <Card aria-label="Scenario">
          <CardHeader
            title="Scenario"
            actions={<ScenarioMenu index={placeOf(path).index} name={scenario.name} />}
          />
          <CardBody className="grid grid-cols-[1fr_7rem] gap-3">
            <TextAt path={join(path, 'name')} value={scenario.name} label="Name" />
            <TextAt path={join(path, 'startTime')} value={scenario.startTime} label="Starts after" />
            <SelectAt
              path={join(path, 'connections')}
              value={scenario.connections}
              choices={CONNECTIONS}
              label="Connections"
              className="col-span-2"
            />
          </CardBody>
        </Card>
        <Card aria-label="Load">
          <CardHeader title="Load" />
          <CardBody className="flex flex-col gap-3">
            <ScenarioCurve scenario={scenario} />
            <ExecutorForm path={join(path, 'executor')} executor={scenario.executor} />
          </CardBody>
        </Card>
        <Card aria-label="Variables of the scenario">
          <CardHeader title="Variables" hint="Known to the steps of this scenario only." />
          <CardBody>
            <PairsAt path={join(path, 'variables')} pairs={scenario.variables} what="variable" />
          </CardBody>
        </Card>
      </div>
    </div>
  );
}
