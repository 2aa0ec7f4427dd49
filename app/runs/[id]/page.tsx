import type { Metadata } from 'next';
import { preload } from 'react-dom';
import { RunPage } from '@/components/run/run-page.tsx';
import { runPath } from '@/lib/api/run-path.ts';

export const metadata: Metadata = { title: 'Run' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  // Fetched while the page's scripts are.
  preload(runPath(id), { as: 'fetch', crossOrigin: 'anonymous' });
  return <RunPage id={id} />;
}
