import type { PlanInput } from '../plan/plan.ts';
import type { Step } from '../plan/step.ts';

type ScenarioInput = PlanInput['scenarios'][number];
type Stages = { duration: string; target: number }[];

export type PlanTemplate = {
  id: string;
  name: string;
  /** The question that a run of it answers. */
  question: string;
  /** Its plan, for the number of users expected at the peak. */
  make: (peakUsers: number) => PlanInput;
};

/** One page view and a pause to read it: meant to be replaced by the steps of the user's own application. */
const visit = (): ScenarioInput['steps'] => [
  {
    type: 'request',
    name: 'Home',
    url: '/',
    checks: [{ source: 'status', operator: 'equals', value: '2xx' }],
  } satisfies Partial<Step> & { type: 'request'; url: string },
  { type: 'think', time: { distribution: 'uniform', min: '1s', max: '3s' } },
];

const visitors = (stages: Stages): ScenarioInput => ({
  name: 'Visitors',
  executor: { type: 'ramping-vus', startVUs: 0, stages, gracefulRampDown: '10s', gracefulStop: '10s' },
  steps: visit(),
});

const holds = (p95Ms: number, failedRate: number): PlanInput['thresholds'] => [
  { metric: 'http_req_duration', rule: `p(95)<${p95Ms}` },
  { metric: 'http_req_failed', rule: `rate<${failedRate}` },
];

const twice = (users: number) => users * 2;

export const PLAN_TEMPLATES: PlanTemplate[] = [
  {
    id: 'baseline',
    name: 'Baseline',
    question:
      'How fast is it for one user with nobody else around? Every other run is read against this one.',
    make: () => ({
      version: 1,
      name: 'Baseline',
      scenarios: [
        {
          name: 'Visitors',
          executor: { type: 'constant-vus', vus: 1, duration: '1m', gracefulStop: '10s' },
          steps: visit(),
        },
      ],
      thresholds: holds(500, 0.001),
    }),
  },
  {
    id: 'load',
    name: 'Load',
    question: 'Does it hold the expected peak?',
    make: (peak) => ({
      version: 1,
      name: 'Load',
      scenarios: [
        visitors([
          { duration: '1m', target: peak },
          { duration: '5m', target: peak },
          { duration: '30s', target: 0 },
        ]),
      ],
      thresholds: holds(500, 0.01),
    }),
  },
  {
    id: 'stress',
    name: 'Stress (2x)',
    question: 'What happens at twice the expected peak, and does it recover afterwards?',
    make: (peak) => ({
      version: 1,
      name: 'Stress (2x)',
      scenarios: [
        visitors([
          { duration: '1m', target: peak },
          { duration: '2m', target: peak },
          { duration: '1m', target: twice(peak) },
          { duration: '3m', target: twice(peak) },
          { duration: '1m', target: peak },
          { duration: '30s', target: 0 },
        ]),
      ],
      thresholds: holds(1500, 0.05),
    }),
  },
  {
    id: 'spike',
    name: 'Spike',
    question: 'What does a sudden crowd do: a newsletter, a sale, a mention on television?',
    make: (peak) => ({
      version: 1,
      name: 'Spike',
      scenarios: [
        visitors([
          { duration: '1m', target: Math.max(1, Math.round(peak / 5)) },
          { duration: '10s', target: twice(peak) },
          { duration: '1m', target: twice(peak) },
          { duration: '10s', target: Math.max(1, Math.round(peak / 5)) },
          { duration: '1m', target: Math.max(1, Math.round(peak / 5)) },
          { duration: '10s', target: 0 },
        ]),
      ],
      thresholds: holds(1500, 0.05),
    }),
  },
  {
    id: 'soak',
    name: 'Soak',
    question: 'Does it stay as fast after an hour: leaks, filling disks, slow creep?',
    make: (peak) => ({
      version: 1,
      name: 'Soak',
      scenarios: [
        visitors([
          { duration: '2m', target: peak },
          { duration: '1h', target: peak },
          { duration: '1m', target: 0 },
        ]),
      ],
      thresholds: holds(500, 0.01),
    }),
  },
  {
    id: 'launch-rehearsal',
    name: 'Launch rehearsal',
    question: 'Baseline, expected peak, sustained peak and twice the peak in one go: are we ready?',
    make: (peak) => ({
      version: 1,
      name: 'Launch rehearsal',
      description: 'One user, the expected peak, the peak sustained for ten minutes, then twice the peak.',
      scenarios: [
        visitors([
          { duration: '0s', target: 1 },
          { duration: '1m', target: 1 },
          { duration: '1m', target: peak },
          { duration: '10m', target: peak },
          { duration: '1m', target: twice(peak) },
          { duration: '3m', target: twice(peak) },
          { duration: '1m', target: 0 },
        ]),
      ],
      thresholds: [
        ...(holds(500, 0.01) ?? []),
        { metric: 'http_req_failed', rule: 'rate<0.25', abortOnFail: true, delayAbortEval: '1m' },
      ],
    }),
  },
];
