'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { CommandPalette } from './command-palette.tsx';
import { FreshLists } from './fresh-lists.tsx';
import { KillSwitch } from './kill-switch.tsx';
import { Logo } from './logo.tsx';
import { NavLink } from './nav-link.tsx';
import { PaletteProvider } from './palette-state.tsx';
import { PaletteTrigger } from './palette-trigger.tsx';
import { PLACES } from './places.ts';
import { ThemeSwitch } from './theme-switch.tsx';

/** The frame of every page: a rail at the left; on phones a bar above and the places below. */
export function AppShell({ children }: { children: ReactNode }) {
  return (
    <PaletteProvider>
      <a
        href="#content"
        className="sr-only z-60 rounded-md bg-accent px-3 py-2 font-medium text-accent-text text-sm focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      <div className="flex min-h-dvh flex-col sm:flex-row">
        <Rail />
        <TopBar />
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 outline-none max-sm:pb-16">
          {children}
        </main>
        <BottomBar />
      </div>
      <CommandPalette />
      <FreshLists />
    </PaletteProvider>
  );
}

function Rail() {
  return (
    <aside className="sticky top-0 flex h-dvh w-14 shrink-0 flex-col gap-4 border-border border-r bg-surface px-2.5 py-4 max-sm:hidden lg:w-52 lg:px-3">
      <Home />
      <PaletteTrigger />
      <nav aria-label="Places" className="flex flex-col gap-0.5">
        {PLACES.map((place) => (
          <NavLink key={place.href} place={place} look="rail" />
        ))}
      </nav>
      <div className="mt-auto flex flex-col gap-2">
        <KillSwitch />
        <div className="max-lg:self-center">
          <ThemeSwitch />
        </div>
      </div>
    </aside>
  );
}

function TopBar() {
  return (
    <header className="sticky top-0 z-30 flex h-12 items-center justify-between gap-2 border-border border-b bg-surface px-3 sm:hidden">
      <Home />
      <div className="flex items-center gap-1">
        <KillSwitch compact />
        <PaletteTrigger compact />
        <ThemeSwitch />
      </div>
    </header>
  );
}

function BottomBar() {
  return (
    <nav
      aria-label="Places"
      className="fixed inset-x-0 bottom-0 z-30 flex border-border border-t bg-surface pb-[env(safe-area-inset-bottom)] sm:hidden"
    >
      {PLACES.map((place) => (
        <NavLink key={place.href} place={place} look="bar" />
      ))}
    </nav>
  );
}

function Home() {
  return (
    <Link
      href="/"
      className="flex items-center gap-2.5 rounded-md font-semibold text-base tracking-tight max-lg:self-center"
    >
      <Logo className="size-7 lg:size-6" />
      <span className="sm:max-lg:sr-only">Rehearsal</span>
    </Link>
  );
}
