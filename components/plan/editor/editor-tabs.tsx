'use client';

import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useIssues } from '@/components/form/form-context.tsx';
import { isIn, type Path } from '@/components/form/path.ts';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs.tsx';
import type { PlanDetail } from '@/lib/api/contract.ts';
import { DataTab } from '../data/data-tab.tsx';
import type { PlanDraft } from '../document/plan-draft.ts';
import { ScenariosTab } from '../scenario/scenarios-tab.tsx';
import { ThresholdsTab } from '../threshold/thresholds-tab.tsx';
import { VersionsTab } from '../versions/versions-tab.tsx';
import { YamlTab } from '../yaml/yaml-tab.tsx';
import { type Tab, useEditor } from './editor-view.tsx';

/** Fields of the plan that are edited beside the scenarios. */
const SETUP_FIELDS = ['setup', 'teardown', 'setupTimeout', 'teardownTimeout', 'setupInResults'];

/** The parts of a plan, one at a time. */
export function EditorTabs({
  document,
  plan,
  dirty,
  onRestored,
}: {
  document: PlanDraft;
  plan: PlanDetail;
  dirty: boolean;
  onRestored: Parameters<typeof VersionsTab>[0]['onRestored'];
}) {
  const { tab, setTab, typedYaml } = useEditor();
  return (
    <Tabs value={tab} onValueChange={(next) => setTab(next as Tab)}>
      <TabsList aria-label="Parts of the plan">
        <TabsTrigger value="scenarios">
          Scenarios <Count of={document.scenarios.length} /> <Errors paths={['scenarios', ...SETUP_FIELDS]} />
        </TabsTrigger>
        <TabsTrigger value="thresholds">
          Thresholds <Count of={document.thresholds.length} /> <Errors paths={['thresholds']} />
        </TabsTrigger>
        <TabsTrigger value="data">
          Data <Count of={document.data.length} />{' '}
          <Errors paths={['data', 'variables', 'environment', 'description']} />
        </TabsTrigger>
        <TabsTrigger value="yaml">
          YAML {typedYaml === undefined ? null : <span aria-hidden>•</span>}
        </TabsTrigger>
        <TabsTrigger value="versions">
          Versions <Count of={plan.versions.length} />
        </TabsTrigger>
      </TabsList>
      <Panel value="scenarios">
        <ScenariosTab plan={document} />
      </Panel>
      <Panel value="thresholds">
        <ThresholdsTab plan={document} />
      </Panel>
      <Panel value="data">
        <DataTab plan={document} />
      </Panel>
      <Panel value="yaml">
        <YamlTab plan={document} />
      </Panel>
      <Panel value="versions">
        <VersionsTab plan={plan} dirty={dirty} onRestored={onRestored} />
      </Panel>
    </Tabs>
  );
}

/** Its content is there as soon as its tab is chosen, so that a field in it can take the cursor at once. */
function Panel({ value, children }: { value: Tab; children: ReactNode }) {
  const { tab } = useEditor();
  return (
    <TabsContent value={value} forceMount hidden={tab !== value}>
      {tab === value ? children : null}
    </TabsContent>
  );
}

function Count({ of }: { of: number }) {
  return <span className="font-normal text-muted text-xs tabular-nums">{of}</span>;
}

function Errors({ paths }: { paths: Path[] }) {
  const issues = useIssues();
  const wrong = issues.some(({ kind, path }) => kind === 'error' && paths.some((part) => isIn(path, part)));
  if (!wrong) return null;
  return (
    <>
      <CircleAlert aria-hidden className="text-fail" />
      <span className="sr-only">has errors</span>
    </>
  );
}
