import type { Metadata } from 'next';
import { CapacityPage } from '@/components/capacity/capacity-page.tsx';

export const metadata: Metadata = { title: 'Capacity' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <CapacityPage id={id} />;
}
