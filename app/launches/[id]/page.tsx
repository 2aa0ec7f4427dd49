import type { Metadata } from 'next';
import { LaunchPage } from '@/components/launch/launch-page.tsx';

export const metadata: Metadata = { title: 'Launch rehearsal' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <LaunchPage id={id} />;
}
