'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { focusField } from '@/components/form/focus-field.ts';
import { getAt, keysOf, type Path } from '@/components/form/path.ts';
import { rowKey } from '@/components/form/row-key.ts';
import { STEP_LISTS } from '../document/place-words.ts';
import type { ScenarioDraft, StepDraft } from '../document/plan-draft.ts';
import { OpenRows } from './open-rows.ts';
import type { PlanStore } from './plan-document.ts';

export const TABS = ['scenarios', 'thresholds', 'data', 'yaml', 'versions'] as const;
export type Tab = (typeof TABS)[number];

type EditorView = {
  store: PlanStore;
  tab: Tab;
  setTab: (tab: Tab) => void;
  /** Row key of the scenario that is shown; the first one when it is gone. */
  scenario: string | undefined;
  showScenario: (scenario: ScenarioDraft) => void;
  rows: OpenRows;
  /** Text of the YAML tab that was typed and not applied yet. */
  typedYaml: string | undefined;
  setTypedYaml: (text: string | undefined) => void;
  /** Shows what stands at a path, whatever hides it, and puts the cursor there. */
  reveal: (path: Path) => void;
};

const Context = createContext<EditorView | null>(null);

export function useEditor(): EditorView {
  const view = useContext(Context);
  if (!view) throw new Error('useEditor outside of EditorProvider');
  return view;
}

/** Whether a step is unfolded. */
export function useIsOpen(step: StepDraft): boolean {
  const { rows } = useEditor();
  const read = useCallback(() => rows.isOpen(step), [rows, step]);
  return useSyncExternalStore(rows.subscribe, read, read);
}

/** What of the plan is shown: the tab (part of the address), the scenario, the unfolded steps. */
export function EditorProvider({ store, children }: { store: PlanStore; children: ReactNode }) {
  const { tab, setTab } = useTabOfAddress();
  const [scenario, setScenario] = useState<string>();
  const [rows] = useState(() => new OpenRows());
  const [typedYaml, setTypedYaml] = useState<string>();
  const [wanted, setWanted] = useState<{ path: Path } | null>(null);
  useEffect(() => {
    if (wanted) focusField(wanted.path);
  }, [wanted]);
  const reveal = useCallback(
    (path: Path) => {
      setTab(tabOf(path));
      const keys = keysOf(path);
      const document = store.document();
      if (keys[0] === 'scenarios') {
        const shown = document.scenarios[Number(keys[1])];
        if (shown) setScenario(rowKey(shown));
      }
      for (let length = 2; length < keys.length; length++) {
        if (!STEP_LISTS.includes(keys[length - 2] ?? '')) continue;
        const step = getAt(document, keys.slice(0, length).join('.')) as StepDraft | undefined;
        if (step) rows.set(step, true);
      }
      setWanted({ path });
    },
    [setTab, store, rows],
  );
  const showScenario = useCallback((shown: ScenarioDraft) => setScenario(rowKey(shown)), []);
  const view = useMemo(
    () => ({ store, tab, setTab, scenario, showScenario, rows, typedYaml, setTypedYaml, reveal }),
    [store, tab, setTab, scenario, showScenario, rows, typedYaml, reveal],
  );
  return <Context value={view}>{children}</Context>;
}

/** Where a field of the document is edited. */
function tabOf(path: Path): Tab {
  const [first] = keysOf(path);
  if (first === 'thresholds') return 'thresholds';
  return first === 'data' || first === 'variables' || first === 'environment' || first === 'description'
    ? 'data'
    : 'scenarios';
}

/** The tab stands in the address, so that it can be shared and survives a reload. */
function useTabOfAddress() {
  const path = usePathname();
  const asked = useSearchParams().get('tab');
  const [tab, setTab] = useState<Tab>(TABS.find((one) => one === asked) ?? 'scenarios');
  const change = useCallback(
    (next: Tab) => {
      setTab(next);
      window.history.replaceState(null, '', next === 'scenarios' ? path : `${path}?tab=${next}`);
    },
    [path],
  );
  return { tab, setTab: change };
}
