import { expect, it } from 'vitest';
import { thresholdWords } from './threshold-words.ts';

it.each([
  ['http_req_duration', 'p(95)<500', '95 % of requests take less than 500 ms'],
  ['http_req_duration{name:Login}', 'p(99.9)<=1500', '99.9 % of requests take at most 1,500 ms'],
  ['http_req_duration', 'max<2000', 'the slowest of the requests takes less than 2,000 ms'],
  ['http_req_failed', 'rate<0.01', 'less than 1 % of the requests fail'],
  ['checks', 'rate>=0.99', 'at least 99 % of the checks pass'],
  ['http_reqs', 'rate>100', 'more than 100 requests a second'],
  ['dropped_iterations', 'count==0', 'exactly 0 dropped iterations'],
  ['http_req_duration', 'p95<5', ''],
  ['nothing', 'p(95)<5', ''],
])('%s %s', (metric, rule, words) => expect(thresholdWords(metric, rule)).toBe(words));
