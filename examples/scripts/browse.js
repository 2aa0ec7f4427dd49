// Runs under k6 as well. Against the demo shop: npm run --silent rehearsal -- run examples/scripts/browse.js
import { check, group, sleep } from 'k6';
import http from 'k6/http';
import { Trend } from 'k6/metrics';

const BASE = __ENV.BASE_URL || 'http://127.0.0.1:4011';
const listed = new Trend('products_listed');

export const options = {
  stages: [
    { duration: __ENV.RAMP || '10s', target: 5 },
    { duration: __ENV.HOLD || '20s', target: 5 },
  ],
  thresholds: {
    checks: ['rate>0.99'],
    http_req_failed: ['rate<0.01'],
    'http_req_duration{name:list}': ['p(95)<500'],
  },
};

export default function () {
  group('browse', () => {
    const list = http.get(`${BASE}/api/v1/products?page=1&limit=20`, { tags: { name: 'list' } });
    check(list, { 'list answers': (response) => response.status === 200 });
    const products = list.json('items') || [];
    listed.add(products.length);
    for (const { id } of products.slice(0, 2)) {
      const product = http.get(`${BASE}/api/v1/products/${id}`, { tags: { name: 'product' } });
      check(product, { 'product answers': (response) => response.json('id') === id });
    }
  });
  sleep(Number(__ENV.PAUSE || 1));
}
