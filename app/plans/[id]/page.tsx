import type { Metadata } from 'next';
import { Suspense } from 'react';
import { PlanEditorPage } from '@/components/plan/editor/plan-editor-page.tsx';

export const metadata: Metadata = { title: 'Plan' };

export default async function PlanPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <Suspense>
      <PlanEditorPage id={id} />
    </Suspense>
  );
}
