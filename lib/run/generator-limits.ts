/**
 * When the generator's own figures say that nobody may trust the others. Loose enough that a busy machine with two
 * cores is not accused for a hiccup; a generator that is truly overloaded goes far beyond.
 */
export const LIMITS = {
  /**
   * Send delay over the run, in milliseconds, by percentile: the percentiles of response time that people judge by, of
   * which a longer delay would be too large a part.
   */
  sendDelay: [
    { percent: 95, ms: 100 },
    { percent: 99, ms: 250 },
  ],
  /** So many requests at least must have been late: in a short run, a percentile is a single request. */
  lateRequests: 10,
  /** A longer event-loop delay counts its second as blocked. Milliseconds. */
  eventLoopDelayMs: 500,
  /** Blocked seconds that it takes, and their share of all. */
  blockedSeconds: 3,
  blockedShare: 0.1,
  /** CPU time of one worker above which it is busy, in cores; a worker has one thread for all its VUs. */
  busyCores: 0.95,
  /** Busy seconds that it takes, their share of all, and the send delay p99 that must go with them (milliseconds). */
  busySeconds: 5,
  busyShare: 0.2,
  busySendDelayMs: 50,
} as const;
