import type { Metadata } from 'next';
import { Suspense } from 'react';
import { PlanListPage } from '@/components/plan/list/plan-list-page.tsx';

export const metadata: Metadata = { title: 'Plans' };

export default function PlansPage() {
  return (
    <Suspense>
      <PlanListPage />
    </Suspense>
  );
}
