// What k6's modules and public libraries answer, as checks: every one of them passes in k6 too. BASE is the target.

import { Httpx } from 'https://jslib.k6.io/httpx/0.1.0/index.js';
import { randomIntBetween, uuidv4 } from 'https://jslib.k6.io/k6-utils/1.4.0/index.js';
import { describe, expect } from 'https://jslib.k6.io/k6chaijs/4.3.4.3/index.js';
import papaparse from 'https://jslib.k6.io/papaparse/5.1.1/index.js';
import { check } from 'k6';
import crypto from 'k6/crypto';
import encoding from 'k6/encoding';
import { parseHTML } from 'k6/html';
import http from 'k6/http';

export const options = { vus: 2, iterations: 4 };

const session = new Httpx({ baseURL: __ENV.BASE, headers: { 'x-session': '1' } });
const rows = papaparse.parse('a,b\n1,2', { header: true }).data;

function statusesOfLinks() {
  const seen = [];
  parseHTML('<a href="/json">1</a><a href="/json">2</a>')
    .find('a')
    .each((_, link) => {
      seen.push(http.get(__ENV.BASE + link.getAttribute('href')).status);
    });
  return seen.join();
}

function signed() {
  const hmac = crypto.createHMAC('sha256', 'k');
  hmac.update('hello');
  return hmac.digest('hex');
}

export default function () {
  const page = session.get('/page');
  check(page, {
    'html() reads': (answer) => answer.html('h1').text() === 'Hi',
    'json() selects': () => http.get(`${__ENV.BASE}/json`).json('items.#(id>1).name') === 'two',
    'submitForm() sends the form': (answer) => answer.submitForm({ fields: { q: 'x' } }).body === 'got q=x',
    'clickLink() follows': (answer) => answer.clickLink().body.startsWith('{'),
    'each() waits': () => statusesOfLinks() === '200,200',
    'base64 goes both ways': () => encoding.b64decode(encoding.b64encode('héllo'), 'std', 's') === 'héllo',
    'md5 is right': () => crypto.md5('hello!', 'hex') === '5a8dd3ad0756a93ded72b823b19dd877',
    'hmac is right': () => signed() === '406e4b43f87095aa86ca6299d25e875921fefa180f02043bb29bec5681c0c2d0',
    'uuids differ': () => new Set([uuidv4(), uuidv4(true)]).size === 2 && uuidv4().length === 36,
    'numbers are within bounds': () => randomIntBetween(3, 3) === 3,
    'tables are read': () => rows[0].b === '2',
  });
  describe('block', () => {
    const answer = session.get('/json');
    expect(answer.status, 'status').to.equal(200);
  });
}
