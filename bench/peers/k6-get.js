import { check } from 'k6';
import http from 'k6/http';

export default function () {
  check(http.get(__ENV.TARGET), { 'status is 200': (response) => response.status === 200 });
}
