import type { PlanInput } from '../../lib/plan/plan.ts';

const ENDPOINTS = 30;

type MadeUp = { seconds: number; speed: number; rate?: number; head?: number };

/** A plan of 30 endpoints whose runs `made-up-run.ts` makes up. */
export const madeUpPlan = ({ seconds, speed, rate = 300, head = 0 }: MadeUp): PlanInput => ({
  version: 1,
  name: `${seconds} seconds, made up`,
  variables: { seconds: String(seconds), speed: String(speed), rate: String(rate), head: String(head) },
  warmUp: 'none',
  scenarios: [
    {
      name: 'all',
      executor: { type: 'constant-vus', vus: 300, duration: `${seconds}s` },
      steps: Array.from({ length: ENDPOINTS }, (_, index) => ({
        type: 'request' as const,
        name: `GET /endpoint/${index}`,
        url: `/endpoint/${index}`,
      })),
    },
  ],
  thresholds: [{ metric: 'http_req_duration', rule: 'p(95)<500' }],
});

export const NOWHERE = {
  name: 'nowhere',
  baseUrl: 'http://127.0.0.1:9',
  variables: {},
  maxVUs: 1000,
  maxRequestsPerSecond: 100_000,
};
