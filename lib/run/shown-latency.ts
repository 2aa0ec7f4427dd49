/** The three latencies that are never mixed up. */
export const SHOWN_LATENCIES = ['responseTime', 'serviceTime', 'sendDelay'] as const;
export type ShownLatency = (typeof SHOWN_LATENCIES)[number];
