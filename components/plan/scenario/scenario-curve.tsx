'use client';

import { LoadCurves } from '../curve/load-curves.tsx';
import { executorWords } from '../curve/load-words.ts';
import { useDrawable } from '../curve/use-drawable.ts';
import type { ScenarioDraft } from '../document/plan-draft.ts';

/** The load of one scenario from its own start, drawn anew with every change. */
export function ScenarioCurve({ scenario }: { scenario: ScenarioDraft }) {
  const { scenarios: drawn } = useDrawable([{ name: 'this scenario', executor: scenario.executor }]);
  const [sound] = drawn;
  if (!sound) {
    return (
      <p className="rounded-md bg-surface-2 px-3 py-6 text-center text-muted text-sm">
        The curve is drawn once the errors below are mended.
      </p>
    );
  }
  return (
    <div>
      <p className="pb-1 font-medium text-sm">{executorWords(sound.executor)}</p>
      <LoadCurves scenarios={drawn} height={130} />
    </div>
  );
}
