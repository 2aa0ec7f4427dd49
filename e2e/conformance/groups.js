// Groups within groups, one of them empty, and their checks. BASE is the target.

import { check, group } from 'k6';
import http from 'k6/http';

export const options = {
  vus: 2,
  iterations: 4,
  thresholds: {
    'group_duration{group:::shop}': ['max>0'],
    'http_reqs{group:::shop::cart}': ['count==4'],
    'checks{group:::shop::cart}': ['rate==0.5'],
    'checks{check:in the shop}': ['rate==1'],
  },
};

export default function () {
  group('shop', () => {
    check(http.get(`${__ENV.BASE}/shop`), { 'in the shop': (r) => r.status === 200 });
    group('cart', () => {
      check(http.get(`${__ENV.BASE}/cart`), { 'in the cart': (r) => r.status === 200, fails: () => false });
    });
    group('nothing', () => {});
  });
  check(null, { 'in no group': () => true });
}
