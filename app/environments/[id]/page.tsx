import type { Metadata } from 'next';
import { EnvironmentPage } from '@/components/environment/environment-page.tsx';

export const metadata: Metadata = { title: 'Environment' };

export default async function EditPage({ params }: { params: Promise<{ id: string }> }) {
  return <EnvironmentPage id={(await params).id} />;
}
