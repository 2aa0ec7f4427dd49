'use client';

import { CircleAlert } from 'lucide-react';
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
          Scenarios <Count of={document.scenarios.length} /> <Errors paths={['scenarios']} />
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
      <TabsContent value="scenarios">
        <ScenariosTab scenarios={document.scenarios} />
      </TabsContent>
      <TabsContent value="thresholds">
        <ThresholdsTab plan={document} />
      </TabsContent>
      <TabsContent value="data">
        <DataTab plan={document} />
      </TabsContent>
      <TabsContent value="yaml">
        <YamlTab plan={document} />
      </TabsContent>
      <TabsContent value="versions">
        <VersionsTab plan={plan} dirty={dirty} onRestored={onRestored} />
      </TabsContent>
    </Tabs>
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
