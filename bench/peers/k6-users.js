import { check, sleep } from 'k6';
import http from 'k6/http';

const min = Number(__ENV.MIN);
const max = Number(__ENV.MAX);

export default function () {
  check(http.get(__ENV.TARGET), { 'status is 200': (response) => response.status === 200 });
  sleep(min + Math.random() * (max - min));
}
