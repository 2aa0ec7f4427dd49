'use client';

import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import { LoadCurves } from '../curve/load-curves.tsx';
import { LoadTable } from '../curve/load-table.tsx';
import { planWords } from '../curve/load-words.ts';
import { useDrawable } from '../curve/use-drawable.ts';
import type { ScenarioDraft } from '../document/plan-draft.ts';

/** The load of the whole plan: in words, as a curve, as a table. */
export function LoadOverview({ scenarios }: { scenarios: ScenarioDraft[] }) {
  const { scenarios: drawn, broken } = useDrawable(scenarios);
  return (
    <Card>
      <CardHeader
        title={planWords(drawn)}
        hint={
          broken.length > 0
            ? `Without ${broken.join(', ')}: the load there has errors and is drawn once they are mended.`
            : 'Drawn from the very schedule that drives the load.'
        }
      />
      {drawn.length > 0 ? (
        <CardBody className="flex flex-col gap-2">
          <LoadCurves scenarios={drawn} height={170} />
          <LoadTable scenarios={drawn} />
        </CardBody>
      ) : null}
    </Card>
  );
}
