'use client';

import { Gauge, Play, Rocket, Save } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useForm, useIssue } from '@/components/form/form-context.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { FieldError } from '@/components/ui/field.tsx';
import type { PlanDetail } from '@/lib/api/contract.ts';
import { PlanMenu } from '../list/plan-menu.tsx';

/** The head of the editor: stays in sight, with the name, what is saved, and the two buttons that matter. */
export function EditorHeader({
  plan,
  name,
  version,
  dirty,
  saving,
  onSave,
  onRun,
  onFindCapacity,
  onRehearse,
}: {
  plan: PlanDetail;
  name: string;
  version: number;
  dirty: boolean;
  saving: boolean;
  onSave: () => void;
  onRun: () => void;
  onFindCapacity: () => void;
  onRehearse: () => void;
}) {
  const router = useRouter();
  return (
    <header className="z-20 -mx-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-transparent border-b bg-bg/95 px-4 py-3 backdrop-blur-sm sm:sticky sm:top-0 sm:-mx-6 sm:px-6 lg:-mx-8 lg:px-8">
      <h1 className="sr-only">{plan.name}</h1>
      <div className="min-w-0 flex-1 basis-56">
        <div className="flex items-center gap-2 text-muted text-xs">
          <Link href="/plans" className="hover:text-text hover:underline">
            Plans
          </Link>
          <span aria-hidden>/</span>
          <span>version {version}</span>
          {dirty ? <Badge tone="warn">unsaved changes</Badge> : null}
        </div>
        <NameField name={name} />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={onSave} busy={saving} disabled={!dirty} aria-keyshortcuts="Control+S Meta+S">
          {saving ? null : <Save aria-hidden />}
          Save
        </Button>
        <Button
          onClick={onRehearse}
          disabled={saving}
          aria-label={dirty ? 'Save and rehearse a launch' : 'Rehearse a launch'}
        >
          <Rocket aria-hidden />
          <span className="max-lg:hidden">Rehearse a launch</span>
        </Button>
        <Button
          onClick={onFindCapacity}
          disabled={saving}
          aria-label={dirty ? 'Save and find the capacity' : 'Find the capacity'}
        >
          <Gauge aria-hidden />
          <span className="max-lg:hidden">Find the capacity</span>
        </Button>
        <Button variant="primary" onClick={onRun} disabled={saving}>
          <Play aria-hidden />
          {dirty ? 'Save and run' : 'Run'}
        </Button>
        <PlanMenu
          plan={plan}
          hasScript={plan.version.document.script !== undefined}
          onDeleted={() => router.push('/plans')}
        />
      </div>
    </header>
  );
}

function NameField({ name }: { name: string }) {
  const form = useForm();
  const issue = useIssue('name');
  return (
    <>
      <input
        data-path="name"
        aria-label="Name of the plan"
        aria-invalid={issue ? true : undefined}
        autoComplete="off"
        maxLength={200}
        value={name}
        onChange={(event) => form.set('name', event.target.value)}
        className="-ml-1.5 w-full truncate rounded-md bg-transparent px-1.5 font-semibold text-xl tracking-tight hover:bg-surface-2 focus-visible:-outline-offset-2"
      />
      {issue ? <FieldError>{issue.message}</FieldError> : null}
    </>
  );
}
