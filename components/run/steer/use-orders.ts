'use client';

import { useSteer } from '@/components/api/steer.ts';
import { toastError } from '@/components/ui/toast.tsx';
import type { Order } from '@/lib/steer/schema.ts';
import { useOwnName } from './own-name.ts';

/** Gives orders in the name of the person at this browser; says why when one is not taken. */
export function useOrders(runId: string) {
  const steer = useSteer(runId);
  const by = useOwnName();
  const give = (order: Order) =>
    steer.mutate({ ...order, by }, { onError: (error) => toastError('The load stays as it is', error) });
  return { give, isGiving: steer.isPending };
}
