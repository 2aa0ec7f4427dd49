import type { Metadata } from 'next';
import { Suspense } from 'react';
import { LaunchListPage } from '@/components/launch/launch-list-page.tsx';

export const metadata: Metadata = { title: 'Launch rehearsals' };

export default function Page() {
  return (
    <Suspense>
      <LaunchListPage />
    </Suspense>
  );
}
