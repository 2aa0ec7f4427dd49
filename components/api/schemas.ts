'use client';

import { schemasOf } from '@/lib/api/client.ts';

/** What most answers are read with. */
export const contract = schemasOf(() => import('@/lib/api/contract.ts'));
export const windows = schemasOf(() => import('@/lib/run/window.ts'));
