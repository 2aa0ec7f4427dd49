import { check } from 'k6';
import http from 'k6/http';

export const options = { iterations: 1, maxRedirects: 3 };

export default function () {
  const base = __ENV.BASE;
  const verbs = [
    http.get(`${base}/get`),
    http.post(`${base}/post`, { a: '1', b: 'x y' }),
    http.put(`${base}/put`, '{}', { headers: { 'Content-Type': 'application/json' } }),
    http.patch(`${base}/patch`, 'p'),
    http.del(`${base}/del`),
    http.head(`${base}/head`),
    http.options(`${base}/options`),
    http.request('PROPFIND', `${base}/request`),
  ];
  const batch = http.batch([`${base}/b1`, ['POST', `${base}/b2`, 'x'], { method: 'GET', url: `${base}/b3` }]);
  const named = http.batch({ one: `${base}/b4`, two: `${base}/b5` });
  http.setResponseCallback(http.expectedStatuses(404, { min: 200, max: 299 }));
  const missing = http.get(`${base}/missing?status=404`);
  http.setResponseCallback(http.expectedStatuses({ min: 200, max: 399 }));
  const refused = http.get('http://127.0.0.1:1/', { tags: { name: 'refused' } });
  check(verbs, { 'all verbs': (all) => all.every((r) => r.status === 200) });
  check(batch, {
    batch: (all) => all.length === 3 && all.every((r) => r.status === 200),
    'named batch': () => named.one.status === 200 && named.two.status === 200,
    expected: () => missing.status === 404,
    refused: () => refused.status === 0 && refused.error_code === 1212 && refused.error !== '',
    timings: () => verbs[0].timings.duration > 0 && verbs[0].timings.waiting > 0,
    headers: () => verbs[0].headers['Content-Type'] !== undefined,
  });
}
