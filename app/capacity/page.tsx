import type { Metadata } from 'next';
import { Suspense } from 'react';
import { CapacityListPage } from '@/components/capacity/capacity-list-page.tsx';

export const metadata: Metadata = { title: 'Capacity' };

export default function Page() {
  return (
    <Suspense>
      <CapacityListPage />
    </Suspense>
  );
}
