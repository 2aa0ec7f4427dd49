// Every executor, each with as many iterations as its definition says. BASE is the target.

import { check, sleep } from 'k6';
import exec from 'k6/execution';
import http from 'k6/http';
import { Counter } from 'k6/metrics';

const runs = new Counter('runs');

export const options = {
  scenarios: {
    shared: { executor: 'shared-iterations', vus: 3, iterations: 9, exec: 'short' },
    each: { executor: 'per-vu-iterations', vus: 2, iterations: 3, exec: 'short', startTime: '500ms' },
    // One iteration of each VU lasts longer than the load, and ends within the graceful stop.
    constant: { executor: 'constant-vus', vus: 2, duration: '1s', gracefulStop: '30s' },
    ramping: {
      executor: 'ramping-vus',
      startVUs: 1,
      stages: [
        { duration: '1s', target: 3 },
        { duration: '1s', target: 3 },
      ],
      gracefulRampDown: '30s',
      gracefulStop: '30s',
      exec: 'longer',
    },
    // Cut off: no graceful stop.
    cut: { executor: 'constant-vus', vus: 2, duration: '1s', gracefulStop: '0s', exec: 'longer' },
    rate: {
      executor: 'constant-arrival-rate',
      rate: 5,
      duration: '1100ms',
      preAllocatedVUs: 10,
      exec: 'short',
      tags: { kind: 'open' },
    },
    rampingRate: {
      executor: 'ramping-arrival-rate',
      startRate: 5,
      stages: [{ duration: '1s', target: 5 }],
      preAllocatedVUs: 10,
      exec: 'short',
      tags: { kind: 'open' },
    },
    // Too few VUs: what cannot start is dropped.
    dropped: {
      executor: 'constant-arrival-rate',
      rate: 10,
      duration: '1s',
      preAllocatedVUs: 1,
      maxVUs: 1,
      exec: 'longer',
    },
  },
  thresholds: {
    'runs{scenario:shared}': ['count==9'],
    'runs{scenario:each}': ['count==6'],
    'runs{scenario:constant}': ['count==2'],
    'runs{scenario:ramping}': ['count==3'],
    'runs{scenario:cut}': ['count==2'],
    'runs{scenario:rate}': ['count==6'],
    // k6 begins with a ramp once the first iteration is due, we with the ramp.
    'runs{scenario:rampingRate}': ['count>=4', 'count<=6'],
    'runs{scenario:dropped}': ['count==1'],
    'dropped_iterations{scenario:dropped}': ['count>=8', 'count<=10'],
    'runs{kind:open}': ['count>=10'],
    'iterations{scenario:cut}': ['count==0'],
    'iterations{scenario:constant}': ['count==2'],
    'checks{scenario:shared}': ['rate==1'],
    'http_reqs{scenario:each}': ['count==6'],
  },
};

export function short() {
  runs.add(1);
  check(http.get(`${__ENV.BASE}/${exec.scenario.name}`), { answered: (r) => r.status === 200 });
}

export function longer() {
  runs.add(1);
  sleep(4);
}

export default longer;
