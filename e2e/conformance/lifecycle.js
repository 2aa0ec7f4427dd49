// setup(), teardown() and what they hand over; variables, tags and options of scenarios. BASE is the target.

import { check } from 'k6';
import exec from 'k6/execution';
import http from 'k6/http';
import { Gauge, Rate, Trend } from 'k6/metrics';

const level = new Gauge('level');
const luck = new Rate('luck');
const wait = new Trend('wait', true);

export const options = {
  scenarios: {
    one: { executor: 'per-vu-iterations', vus: 1, iterations: 2, env: { WHO: 'one' }, tags: { team: 'a' } },
    two: { executor: 'per-vu-iterations', vus: 2, iterations: 1, env: { WHO: 'two' }, tags: { team: 'b' } },
  },
  tags: { suite: 'lifecycle' },
  thresholds: {
    'http_reqs{team:a}': ['count==2'],
    'http_reqs{team:b}': ['count==2'],
    'http_reqs{suite:lifecycle}': ['count==6'],
    'http_reqs{group:::setup}': ['count==1'],
    'http_reqs{group:::teardown}': ['count==1'],
    'level{step:last}': ['value==7'],
    'luck{who:one}': ['rate==0.5'],
    wait: ['avg==15', 'p(100)==20', 'min==10'],
    http_req_failed: ['rate==0'],
  },
};

export function setup() {
  return { token: http.get(`${__ENV.BASE}/token`).status, list: [1, { two: 2 }] };
}

export default function (data) {
  check(data, {
    'setup hands over JSON': ({ token, list }) => token === 200 && list[1].two === 2,
    'its variables are those of the scenario': () => __ENV.WHO === exec.scenario.name,
    'options are known': () => exec.test.options.tags.suite === 'lifecycle',
    'VUs are counted from 1': () => __VU >= 1 && __VU <= 3 && exec.vu.idInTest === __VU,
  });
  http.get(`${__ENV.BASE}/${__ENV.WHO}`);
  level.add(7, { step: 'last' });
  luck.add(__ITER === 0, { who: __ENV.WHO });
  wait.add(__ENV.WHO === 'one' ? 10 : 20);
}

export function teardown({ token }) {
  http.get(`${__ENV.BASE}/bye?token=${token}`);
}
