import type { ShownLatency } from '@/lib/run/shown-latency.ts';

/** The three latencies as charts name them. */
export const LATENCY_WORDS: Record<ShownLatency, { title: string; unit: string }> = {
  responseTime: { title: 'Response time', unit: 'intended start to last byte' },
  serviceTime: { title: 'Service time', unit: 'actual start to last byte' },
  sendDelay: { title: 'Send delay', unit: 'intended to actual start' },
};
