'use client';

import { CircleAlert } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useEnvironments } from '@/components/api/environments.ts';
import { FormProvider, useErrorCount } from '@/components/form/form-context.tsx';
import { fromDraft } from '@/components/plan/document/plan-draft.ts';
import { EditorFrame } from '@/components/plan/editor/editor-frame.tsx';
import { type Editing, usePlanDocument } from '@/components/plan/editor/plan-document.ts';
import { useKeptDraft } from '@/components/plan/editor/use-kept-draft.ts';
import { rememberedEnvironment } from '@/components/plan/last-environment.ts';
import { VersionsTab } from '@/components/plan/versions/versions-tab.tsx';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs.tsx';
import type { PlanDetail } from '@/lib/api/contract.ts';
import type { Script } from '@/lib/plan/script.ts';
import { VariableName } from '@/lib/plan/step.ts';
import type { WantedLine } from './code-editor.tsx';
import { LoadTab } from './load-tab.tsx';
import { ScriptStatus } from './script-status.tsx';
import { ScriptTab } from './script-tab.tsx';
import { useInspection } from './use-inspection.ts';
import { useScriptFiles } from './use-script-files.ts';
import { VariablesTab } from './variables-tab.tsx';

type Tab = 'script' | 'load' | 'variables' | 'versions';

/** The editor of a plan that is a script. */
export function ScriptEditor({ plan }: { plan: PlanDetail }) {
  const editing = usePlanDocument(plan, undefined);
  const { store, document, base, dirty } = editing;
  useKeptDraft(plan.id, base.version, document, dirty);
  return (
    <FormProvider form={store}>
      {document.script ? <Screen plan={plan} editing={editing} script={document.script} /> : null}
    </FormProvider>
  );
}

function Screen({ plan, editing, script }: { plan: PlanDetail; editing: Editing; script: Script }) {
  const { store, document, dirty, takeVersion } = editing;
  const [tab, setTab] = useState<Tab>('script');
  const [wanted, setWanted] = useState<WantedLine | null>(null);
  const environments = useEnvironments().data ?? NONE;
  const [environment, setEnvironment] = useState<string>();
  const environmentId = environment ?? rememberedEnvironment(plan.id, environments);
  const variables = useMemo(
    () => definedOnly(fromDraft({ variables: document.variables })),
    [document.variables],
  );
  const files = useScriptFiles(store, script);
  const inspecting = useInspection({ entry: script.entry, files: script.files, variables, environmentId });
  const names = useMemo(() => {
    const own = environments.find(({ id }) => id === environmentId);
    return [
      ...new Set([
        'BASE_URL',
        ...Object.keys(variables),
        ...Object.keys(own?.variables ?? {}),
        ...(own?.secretNames ?? []),
      ]),
    ];
  }, [variables, environments, environmentId]);

  return (
    <EditorFrame plan={plan} editing={editing} reveal={() => setTab('variables')}>
      <ScriptStatus
        inspecting={inspecting}
        onShow={(file, line) => {
          setTab('script');
          files.show(file);
          setWanted({ file, line });
        }}
      />
      <Tabs value={tab} onValueChange={(next) => setTab(next as Tab)}>
        <TabsList aria-label="Parts of the plan">
          <TabsTrigger value="script">
            Script <Count of={files.paths.length} />
          </TabsTrigger>
          <TabsTrigger value="load">Load and thresholds</TabsTrigger>
          <TabsTrigger value="variables">
            Variables <Count of={document.variables.length} /> <Errors path="variables" />
          </TabsTrigger>
          <TabsTrigger value="versions">
            Versions <Count of={plan.versions.length} />
          </TabsTrigger>
        </TabsList>
        {/* Stays there behind other tabs: it holds what can be undone. */}
        <TabsContent value="script" forceMount hidden={tab !== 'script'}>
          <ScriptTab
            script={script}
            files={files}
            variables={names}
            inspecting={inspecting}
            wanted={wanted}
          />
        </TabsContent>
        <TabsContent value="load">
          <LoadTab asks={inspecting.answer?.asks ?? null} />
        </TabsContent>
        <TabsContent value="variables">
          <VariablesTab
            plan={document}
            environments={environments}
            environmentId={environmentId}
            onEnvironment={setEnvironment}
          />
        </TabsContent>
        <TabsContent value="versions">
          <VersionsTab plan={plan} dirty={dirty} onRestored={takeVersion} />
        </TabsContent>
      </Tabs>
    </EditorFrame>
  );
}

const NONE: never[] = [];

const Count = ({ of }: { of: number }) => (
  <span className="font-normal text-muted text-xs tabular-nums">{of}</span>
);

function Errors({ path }: { path: string }) {
  if (useErrorCount(path) === 0) return null;
  return (
    <>
      <CircleAlert aria-hidden className="text-fail" />
      <span className="sr-only">has errors</span>
    </>
  );
}

/** Those that a script could read; the others are marked in the form. */
function definedOnly(draft: unknown): Record<string, string> {
  const { variables } = draft as { variables: Record<string, string> };
  return Object.fromEntries(
    Object.entries(variables).filter(([name]) => VariableName.safeParse(name).success),
  );
}
