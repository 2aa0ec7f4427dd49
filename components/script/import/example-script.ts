/** What a new script begins with. */
export const EXAMPLE_NAME = 'script.js';
export const EXAMPLE_SCRIPT = `import http from 'k6/http';
import { check, sleep } from 'k6';
import { Trend } from 'k6/metrics';

// How much load, for how long, and what must hold for a run to pass.
export const options = {
  stages: [
    { duration: '10s', target: 5 },
    { duration: '20s', target: 5 },
    { duration: '5s', target: 0 },
  ],
  thresholds: {
    http_req_duration: ['p(95)<500'],
    checks: ['rate>0.99'],
  },
};

// A metric of your own: it gets a row on the page of the run and in comparisons.
const pageSize = new Trend('page_size');

// What each user does, again and again. BASE_URL is that of the environment.
export default function () {
  const res = http.get(\`\${__ENV.BASE_URL}/\`);
  check(res, {
    'status is 200': (r) => r.status === 200,
    'has a body': (r) => r.body.length > 0,
  });
  pageSize.add(res.body.length);
  sleep(1);
}
`;
