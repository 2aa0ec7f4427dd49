import type { Metadata } from 'next';
import { NewEnvironmentPage } from '@/components/environment/environment-page.tsx';

export const metadata: Metadata = { title: 'New environment' };

export default function NewPage() {
  return <NewEnvironmentPage />;
}
