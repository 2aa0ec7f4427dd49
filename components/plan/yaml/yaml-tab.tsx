'use client';

import { Check, Copy, Download, Undo2 } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import { copyText } from '@/components/ui/copy-text.ts';
import { Textarea } from '@/components/ui/textarea.tsx';
import { toast } from '@/components/ui/toast.tsx';
import type { Plan } from '@/lib/plan/plan.ts';
import { type FileIssue, readPlan, writePlan } from '@/lib/plan-file/plan-file.ts';
import { fromDraft, type PlanDraft, toDraft } from '../document/plan-draft.ts';
import { useEditor } from '../editor/editor-view.tsx';
import { FileIssues } from './file-issues.tsx';
import { fileName } from './file-name.ts';
import { saveFile } from './save-file.ts';

/** The plan as its file: the same document, to be read, edited and applied. */
export function YamlTab({ plan }: { plan: PlanDraft }) {
  const { store, typedYaml, setTypedYaml } = useEditor();
  const [issues, setIssues] = useState<FileIssue[]>([]);
  const area = useRef<HTMLTextAreaElement>(null);
  // A draft with errors is written as it stands; defaults are left out by form, whatever the values.
  const written = useMemo(() => writePlan(fromDraft(plan) as Plan), [plan]);
  const text = typedYaml ?? written;
  const edited = typedYaml !== undefined && typedYaml !== written;
  const apply = () => {
    const result = readPlan(text);
    if (!result.ok) return setIssues(result.issues);
    store.replace(toDraft(result.plan));
    store.check();
    setTypedYaml(undefined);
    setIssues([]);
    toast.success('Applied to the plan', { description: 'Save it to make a new version.' });
  };
  return (
    <Card>
      <CardHeader
        title={
          <span className="flex items-center gap-2">
            Plan file {edited ? <Badge tone="warn">not applied</Badge> : null}
          </span>
        }
        hint="The same plan as in the other tabs, as kept in git and run from the command line."
        actions={
          <>
            {edited ? (
              <>
                <Button
                  size="sm"
                  variant="ghost"
                  onClick={() => {
                    setTypedYaml(undefined);
                    setIssues([]);
                  }}
                >
                  <Undo2 aria-hidden />
                  Discard
                </Button>
                <Button size="sm" variant="primary" onClick={apply}>
                  <Check aria-hidden />
                  Apply
                </Button>
              </>
            ) : null}
            <Button
              size="sm"
              onClick={() =>
                copyText(text).then(
                  () => toast.success('The plan file is copied'),
                  () => toast.error('The browser does not let pages copy'),
                )
              }
            >
              <Copy aria-hidden />
              Copy
            </Button>
            <Button size="sm" onClick={() => saveFile(fileName(plan.name), text)}>
              <Download aria-hidden />
              Download
            </Button>
          </>
        }
      />
      <CardBody className="flex flex-col gap-3">
        <FileIssues issues={issues} area={area} />
        <Textarea
          ref={area}
          mono
          aria-label="Plan file as YAML"
          className="field-sizing-fixed h-[65vh] resize-y text-xs leading-5"
          wrap="off"
          value={text}
          onChange={(event) => {
            setTypedYaml(event.target.value);
            setIssues([]);
          }}
        />
      </CardBody>
    </Card>
  );
}
