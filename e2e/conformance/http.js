// All that k6/http can say and hear, as checks: every one of them passes in k6 too. BASE is the target.

import { check } from 'k6';
import http from 'k6/http';

export const options = { vus: 1, iterations: 1, batch: 4, batchPerHost: 3 };

const B = __ENV.BASE;
const heard = (answer) => JSON.parse(answer.body);
const withUser = (path) => `${B.replace('://', '://user:pass@')}${path}`;

/** Names are refused here without a look-up, unless the environment allows them. */
const ownsNames = __ENV.NAMES === '1';

function throws(work) {
  try {
    work();
    return false;
  } catch (error) {
    return String(error).length > 0;
  }
}

function verbs() {
  const seen = [
    http.get(`${B}/echo`),
    http.post(`${B}/echo`, 'x'),
    http.put(`${B}/echo`, 'x'),
    http.patch(`${B}/echo`, 'x'),
    http.del(`${B}/echo`),
    http.options(`${B}/echo`),
    http.request('PURGE', `${B}/echo`),
  ].map((answer) => heard(answer).method);
  return (
    seen.join() === 'GET,POST,PUT,PATCH,DELETE,OPTIONS,PURGE' &&
    http.head(`${B}/echo`).body === '' &&
    // A method goes out as it is written, and the target knows none of small letters.
    http.request('get', `${B}/echo`).status === 400 &&
    heard(http.batch([{ method: 'post', url: `${B}/echo` }])[0]).method === 'POST'
  );
}

function bodies() {
  const form = heard(http.post(`${B}/echo`, { a: 'b c', d: ['1', '2'], e: 5 }));
  const bytes = heard(http.post(`${B}/echo`, new Uint8Array([1, 2, 255]).buffer));
  const nothing = heard(http.post(`${B}/echo`, null));
  return (
    form.body === 'a=b+c&d=1&d=2&e=5' &&
    form.headers['content-type'] === 'application/x-www-form-urlencoded' &&
    bytes.body === '\x01\x02\xff' &&
    nothing.headers['content-length'] === '0'
  );
}

function multipart() {
  const { body, headers } = heard(
    http.post(`${B}/echo`, {
      plain: 'text',
      file: http.file('data', 'a.txt', 'text/plain'),
      raw: http.file('x'),
    }),
  );
  const boundary = /boundary=(.*)$/.exec(headers['content-type'])[1];
  return (
    headers['content-type'].startsWith('multipart/form-data; ') &&
    body.split(`--${boundary}`).length === 5 &&
    body.includes('name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\ndata\r\n') &&
    body.includes('name="plain"\r\n\r\ntext\r\n') &&
    /name="raw"; filename="\d+"\r\nContent-Type: application\/octet-stream/.test(body)
  );
}

function headers() {
  const sent = heard(
    http.get(`${B}/echo`, { headers: { 'X-Num': 5, Host: 'other.test', 'User-Agent': 'me' } }),
  );
  const got = http.get(`${B}/fields`).headers;
  return (
    sent.headers['x-num'] === '5' &&
    sent.headers.host === 'other.test' &&
    sent.headers['user-agent'] === 'me' &&
    got['X-Twice'] === '1, 2' &&
    got['X-Request-Id'] === 'q' &&
    got.Etag === '"x"'
  );
}

function cookies() {
  const set = http.get(`${B}/cookie`).cookies;
  const sent = http.get(`${B}/echo`, { cookies: { sid: 'mine', other: { value: 'v', replace: true } } });
  const replaced = http.get(`${B}/echo`, { cookies: { sid: { value: 'new', replace: true } } });
  return (
    set.sid[0].value === '1' &&
    set.sid[0].http_only === true &&
    set.sid[0].path === '/' &&
    set.t[0].max_age === 60 &&
    heard(sent).headers.cookie === 'sid=mine; other=v; sid=1; t=2' &&
    heard(replaced).headers.cookie === 'sid=new; t=2' &&
    replaced.request.cookies.sid[0].value === 'new' &&
    http.cookieJar().cookiesForURL(`${B}/echo`).sid[0] === '1'
  );
}

function jars() {
  const jar = new http.CookieJar();
  const made = jar.set(B, 'own', 'x', { path: '/echo', max_age: 600 });
  const own = heard(http.get(`${B}/echo`, { jar })).headers.cookie;
  const elsewhere = heard(http.get(`${B}/other`, { jar })).headers.cookie;
  jar.clear(`${B}/echo`);
  return (
    made === true &&
    own === 'own=x' &&
    elsewhere === undefined &&
    jar.cookiesForURL(`${B}/x`).own === undefined
  );
}

function redirects() {
  const all = http.get(`${B}/redirect/2`);
  const one = http.get(`${B}/redirect/2`, { redirects: 1 });
  const none = http.get(`${B}/redirect/2`, { redirects: 0 });
  const put = http.put(`${B}/redirect/1`, 'abc');
  return (
    all.status === 200 &&
    all.url === `${B}/redirect/0` &&
    all.request.url === `${B}/redirect/2` &&
    one.status === 302 &&
    one.url === `${B}/redirect/1` &&
    none.status === 302 &&
    none.headers.Location === '/redirect/1' &&
    heard(all).headers.referer === `${B}/redirect/1` &&
    heard(http.get(`${B}/redirect/1`, { headers: { Referer: 'http://me/' } })).headers.referer ===
      'http://me/' &&
    heard(put).method === 'GET' &&
    heard(put).body === ''
  );
}

function authentication() {
  const basic = heard(http.get(withUser('/echo'))).headers.authorization;
  const asked = heard(http.get(withUser('/echo'), { auth: 'basic' })).headers.authorization;
  const digest = http.get(withUser('/digest'), { auth: 'digest' });
  return basic === 'Basic dXNlcjpwYXNz' && asked === basic && digest.status === 200;
}

function compression() {
  const gzip = http.post(`${B}/inflate`, 'abcabcabc', { compression: 'gzip' });
  const brotli = http.post(`${B}/inflate`, 'abcabcabc', { compression: 'br' });
  return (
    gzip.body === 'abcabcabc' &&
    gzip.request.headers['Content-Encoding'][0] === 'gzip' &&
    brotli.body === 'abcabcabc' &&
    http.get(`${B}/gzipped`).body === 'zipped' &&
    http.get(`${B}/zstd`).body === 'zipped' &&
    http.get(`${B}/rot13`).body === 'as it is' &&
    http.get(`${B}/damaged`).error_code === 1701 &&
    http.post(`${B}/inflate`, 'x', { compression: 'nope' }).status === 0
  );
}

function types() {
  const bytes = new Uint8Array(http.get(`${B}/bytes`, { responseType: 'binary' }).body);
  return (
    bytes.join() === '255,0,1,200' &&
    http.get(`${B}/echo`, { responseType: 'none' }).body === null &&
    http.get(`${B}/status/204`).body === null &&
    typeof http.get(`${B}/echo`).body === 'string' &&
    http.get(`${B}/echo`, { responseType: 'bad' }).error !== ''
  );
}

function errors() {
  const code = (address, params) => {
    const { status, body, error_code, error } = http.get(address, params);
    return `${status} ${body} ${error_code} ${error}`;
  };
  return [
    code(`${B}/never`, { timeout: 200 }) === '0 null 1050 request timeout',
    code(`${B}/never`, { timeout: '0.2s' }) === '0 null 1050 request timeout',
    code(`${B}/reset`) === '0 null 1220 read: connection reset by peer',
    code('http://127.0.0.1:1/') === '0 null 1212 dial: connection refused',
    code(`${B}/short`) === '0 abc 1000 unexpected EOF',
    http.get('http://no.such.host.invalid/').error_code === 1101 || !ownsNames,
    http.get('ftp://127.0.0.1/').error_code === 1000,
    http.get('http://[::1').error_code === 1020,
    throws(() => http.get('http://127.0.0.1:1/', { throw: true })),
    http.get(B.replace('http:', 'https:')).error_code === 1301,
    http.get(`${B}/status/404`).error_code === 1404,
    http.get(`${B}/status/503`).error_code === 1503,
    http.get(`${B}/status/404`).error === '',
    http.get('nonsense').status === 0,
    http.post(`${B}/echo`, 5).status === 0,
  ].every((right) => right);
}

function facts() {
  const answer = http.get(`${B}/status/404`);
  const { timings } = answer;
  return (
    answer.status_text === '404 Not Found' &&
    answer.proto === 'HTTP/1.1' &&
    answer.remote_ip === '127.0.0.1' &&
    `${answer.remote_port}` === B.split(':')[2] &&
    answer.tls_version === '' &&
    answer.ocsp.status === '' &&
    answer.request.method === 'GET' &&
    timings.duration >= timings.waiting &&
    Math.abs(timings.duration - timings.sending - timings.waiting - timings.receiving) < 0.01
  );
}

function expectations() {
  const teapot = { responseCallback: http.expectedStatuses(418, { min: 200, max: 204 }) };
  http.get(`${B}/status/418`, teapot);
  http.setResponseCallback(http.expectedStatuses(500));
  http.get(`${B}/status/500`);
  http.setResponseCallback(http.expectedStatuses({ min: 200, max: 399 }));
  return throws(() => http.expectedStatuses('x'));
}

function names() {
  const tagged = http.get(http.url`${B}/item/${5}`);
  return tagged.url === `${B}/item/5`;
}

function batches() {
  const list = http.batch([
    `${B}/echo`,
    { method: 'POST', url: `${B}/echo`, body: { a: '1' } },
    ['PUT', `${B}/echo`, 'p', { headers: { 'X-A': 'b' } }],
  ]);
  const named = http.batch({ one: `${B}/echo`, two: ['DELETE', `${B}/echo`] });
  http.batch(Array.from({ length: 9 }, (_, index) => `${B}/wait/${index}`));
  return (
    list.map((answer) => heard(answer).method).join() === 'GET,POST,PUT' &&
    heard(list[2]).headers['x-a'] === 'b' &&
    heard(named.one).method + heard(named.two).method === 'GETDELETE'
  );
}

function pages() {
  const page = http.get(`${B}/page`);
  return (
    page.html('h1').text() === 'Hi' &&
    page.submitForm({ fields: { q: 'x y' } }).body === 'got q=x+y' &&
    page.clickLink().json('items.#(id>1).name') === 'two' &&
    http.get(`${B}/json`).json('items.0.id') === 1 &&
    http.get(`${B}/json`).json('nope') === undefined &&
    throws(() => page.json())
  );
}

export default function () {
  check(null, {
    verbs,
    bodies,
    multipart,
    headers,
    jars,
    redirects,
    authentication,
    compression,
    types,
    errors,
    facts,
    expectations,
    names,
    batches,
    pages,
    cookies,
  });
}
