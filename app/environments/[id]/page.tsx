import type { Metadata } from 'next';
import { EnvironmentPage } from '@/components/environment/environment-page.tsx';

export const metadata: Metadata = { title: 'Environment' };

export default async function OneEnvironmentPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <EnvironmentPage id={id} />;
}
