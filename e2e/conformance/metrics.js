import { check } from 'k6';
import http from 'k6/http';
import { Counter, Gauge, Rate, Trend } from 'k6/metrics';

const orders = new Counter('orders');
const size = new Gauge('size');
const good = new Rate('good');
const took = new Trend('took', true);

export const options = {
  scenarios: {
    one: { executor: 'per-vu-iterations', vus: 2, iterations: 3, exec: 'one', tags: { team: 'a' } },
    two: { executor: 'shared-iterations', vus: 2, iterations: 4, exec: 'two', env: { KIND: 'b' } },
  },
  thresholds: {
    orders: ['count==10'],
    'orders{kind:b}': ['count==4'],
    'http_reqs{scenario:two}': ['count==4'],
    'http_req_failed{name:missing}': ['rate==1'],
    'checks{team:a}': ['rate==1'],
    took: ['avg==20', 'max==20'],
    good: ['rate>=0.5'],
    size: ['value==3'],
  },
};

export function setup() {
  return { url: http.get(`${__ENV.BASE}/setup`).url, list: [1, 2] };
}

export function one(data) {
  check(data, { 'data of setup': ({ list }) => list.length === 2 });
  orders.add(1, { kind: 'a' });
  good.add(__ITER > 0);
  took.add(20);
  size.add(3);
}

export function two() {
  const answer = http.get(`${__ENV.BASE}/missing?status=404`, { tags: { name: 'missing' } });
  check(answer, { 'is missing': (r) => r.status === 404 && r.error_code === 1404 });
  orders.add(1, { kind: __ENV.KIND });
}

export function teardown({ list }) {
  http.post(`${__ENV.BASE}/teardown`, JSON.stringify(list));
}
