// A threshold ends the run, at once or after a delay. BASE is the target, DELAY how long it waits.

import { sleep } from 'k6';
import http from 'k6/http';

export const options = {
  vus: 1,
  duration: '60s',
  thresholds: {
    http_req_failed: [{ threshold: 'rate<0.1', abortOnFail: true, delayAbortEval: __ENV.DELAY || '0s' }],
  },
};

export default function () {
  http.get(`${__ENV.BASE}/missing?status=404`);
  sleep(0.2);
}
