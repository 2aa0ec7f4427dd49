import http from 'k6/http';

export const options = { iterations: 3 };

export default function () {
  const nothing = null;
  http.get(`${__ENV.BASE}/before`);
  nothing.read();
}
