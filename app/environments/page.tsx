import type { Metadata } from 'next';
import { EnvironmentListPage } from '@/components/environment/environment-list-page.tsx';

export const metadata: Metadata = { title: 'Environments' };

export default function EnvironmentsPage() {
  return <EnvironmentListPage />;
}
