import type { Metadata } from 'next';
import { preload } from 'react-dom';
import { runPath } from '@/components/api/run-path.ts';
import { RunPage } from '@/components/run/run-page.tsx';

export const metadata: Metadata = { title: 'Run' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  // Fetched while the page's scripts are.
  preload(runPath(id), { as: 'fetch', crossOrigin: 'anonymous' });
  return <RunPage id={id} />;
}
