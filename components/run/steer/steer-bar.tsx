'use client';

import { Clock4, Hand, type LucideIcon, Pause, Play, SkipForward, SquareDot } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { Kbd } from '@/components/ui/kbd.tsx';
import type { RunListItem } from '@/lib/api/contract.ts';
import type { Plan } from '@/lib/plan/plan.ts';
import type { RunView } from '@/lib/run/view.ts';
import { positionsOf } from '@/lib/steer/positions.ts';
import { EndDialog, type HowToEnd } from './end-dialog.tsx';
import { ScenarioSteer } from './scenario-steer.tsx';
import { useKeys } from './use-keys.ts';
import { useOrders } from './use-orders.ts';

const MINUTE_MS = 60_000;

/** The helm of a run that goes on: what each scenario should do now, and how to change it. */
export function SteerBar({ run, plan, view }: { run: RunListItem; plan: Plan; view: RunView }) {
  const { give, isGiving } = useOrders(run.id);
  const [ending, setEnding] = useState<HowToEnd | null>(null);
  const positions = positionsOf(plan.scenarios, view, view.elapsedSeconds * 1000);
  const isRunning = view.status === 'running';
  const isPaused = positions.some(({ phase }) => phase === 'paused');
  const isHeld = positions.some(({ phase }) => phase === 'held');
  const canPause = positions.every(({ phase }) => phase !== 'iterations');
  const canSteer = positions.some(({ phase }) => phase !== 'iterations');
  const orders = {
    hold: () => give({ kind: isHeld ? 'go-on' : 'hold' }),
    skip: () => give({ kind: 'skip' }),
    extend: () => give({ kind: 'extend', ms: MINUTE_MS }),
    pause: () => give({ kind: isPaused ? 'resume' : 'pause' }),
  };
  useKeys(
    isRunning
      ? {
          h: orders.hold,
          n: orders.skip,
          e: orders.extend,
          p: orders.pause,
          g: () => setEnding('gracefully'),
          k: () => setEnding('now'),
        }
      : {},
  );
  if (!isRunning) return null;
  const press = (Icon: LucideIcon, label: string, key: string, act: () => void, off = false) => (
    <Button size="sm" disabled={off || isGiving} onClick={act} aria-keyshortcuts={key}>
      <Icon aria-hidden />
      {label} <Kbd>{key}</Kbd>
    </Button>
  );
  return (
    <Card aria-label="Steering" className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-2">
      {canSteer ? (
        <ul className="flex min-w-0 flex-wrap gap-x-4 gap-y-2">
          {positions.map((position) => (
            <ScenarioSteer
              key={position.scenario}
              position={position}
              isAlone={positions.length === 1}
              isGiving={isGiving}
              onSet={(value) => give({ kind: 'set', value, scenario: position.scenario })}
            />
          ))}
        </ul>
      ) : (
        <p className="text-muted text-sm">The load ends by its iterations; it can be stopped, not steered.</p>
      )}
      <div className="ml-auto flex flex-wrap gap-1.5">
        {canSteer ? (
          <>
            {isHeld
              ? press(Play, 'Go on', 'h', orders.hold)
              : press(Hand, 'Hold', 'h', orders.hold, isPaused)}
            {press(SkipForward, 'Next stage', 'n', orders.skip, isPaused)}
            {press(Clock4, '1 min more', 'e', orders.extend, isPaused || isHeld)}
            {isPaused
              ? press(Play, 'Resume', 'p', orders.pause)
              : press(Pause, 'Pause', 'p', orders.pause, !canPause)}
          </>
        ) : null}
        {press(SquareDot, 'Stop gracefully', 'g', () => setEnding('gracefully'))}
      </div>
      {ending ? <EndDialog run={run} how={ending} onGive={give} onClose={() => setEnding(null)} /> : null}
    </Card>
  );
}
