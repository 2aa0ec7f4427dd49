'use client';

import { Command } from 'cmdk';
import { Gauge, KeyRound, OctagonX, Plus, Rocket, SunMoon } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useActiveRuns } from '@/components/api/runs.ts';
import { PaletteItem } from './palette-item.tsx';
import { PLACES } from './places.ts';
import { useThemeChoice } from './theme-switch.tsx';

/** What is always there: the places, and things to do. */
export function PaletteCommands({ done, onKill }: { done: () => void; onKill: () => void }) {
  const router = useRouter();
  const active = useActiveRuns();
  const { theme, next } = useThemeChoice();
  const go = (href: string) => {
    done();
    router.push(href);
  };
  return (
    <>
      {active.length > 0 ? (
        <Command.Group heading="Running now">
          <PaletteItem
            value="stop all runs kill switch"
            icon={OctagonX}
            aside={`${active.length} active`}
            onSelect={onKill}
          >
            Stop all runs…
          </PaletteItem>
        </Command.Group>
      ) : null}
      <Command.Group heading="Go to">
        {PLACES.map(({ href, label, Icon, about }) => (
          <PaletteItem
            key={href}
            value={`go to ${label}`}
            icon={Icon}
            aside={about}
            onSelect={() => go(href)}
          >
            {label}
          </PaletteItem>
        ))}
      </Command.Group>
      <Command.Group heading="Do">
        <PaletteItem value="new plan create" icon={Plus} onSelect={() => go('/plans?new=1')}>
          New plan…
        </PaletteItem>
        <PaletteItem value="new environment create" icon={Plus} onSelect={() => go('/environments/new')}>
          New environment…
        </PaletteItem>
        <PaletteItem value="capacity searches how many users" icon={Gauge} onSelect={() => go('/capacity')}>
          Capacity searches
        </PaletteItem>
        <PaletteItem value="launch rehearsals ready" icon={Rocket} onSelect={() => go('/launches')}>
          Launch rehearsals
        </PaletteItem>
        <PaletteItem value="api tokens build gate" icon={KeyRound} onSelect={() => go('/tokens')}>
          API tokens
        </PaletteItem>
        <PaletteItem
          value="toggle theme light dark system"
          icon={SunMoon}
          aside={`now: ${theme}`}
          onSelect={next}
        >
          Change the theme
        </PaletteItem>
      </Command.Group>
    </>
  );
}
