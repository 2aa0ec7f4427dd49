import type { Metadata } from 'next';
import { SetPage } from '@/components/compare/sets/set-page.tsx';

export const metadata: Metadata = { title: 'Runs judged together' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <SetPage id={(await params).id} />;
}
