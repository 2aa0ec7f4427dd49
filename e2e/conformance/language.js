import { check, group, sleep } from 'k6';
import http from 'k6/http';
import { Base, bump, counter, twice } from './library.js';

export const options = { vus: 2, iterations: 4 };

const get = (name) => http.get(`${__ENV.BASE}/${name}`, { tags: { name } });

class Api extends Base {
  get(path) {
    return super.get(`/api${path}`);
  }
}

function deep(n) {
  return n === 0 ? 0 : (get('recursion'), 1 + deep(n - 1));
}

function tried() {
  const steps = [];
  try {
    get('try');
    throw new Error('thrown');
  } catch (error) {
    get('catch');
    steps.push(error.message);
  } finally {
    get('finally');
    steps.push('finally');
  }
  return steps.join();
}

export default function () {
  const api = new Api(__ENV.BASE);
  const [first, second] = twice(api, '/method');
  const mapped = [1, 2, 3].map((n) => get('map').status + n);
  const kept = [1, 2, 3, 4].filter((n) => get('filter').status === 200 && n % 2 === 0);
  const sum = [1, 2, 3].reduce((total, n) => total + (get('reduce').status === 200 ? n : 0), 0);
  const some = [1, 2, 3].some((n) => get('some').status === 200 && n === 2);
  const every = [1, 2, 3].every((n) => get('every').status === 200 && n < 2);
  const found = [1, 2, 3].find((n) => get('find').status === 200 && n === 2);
  const sorted = [3, 1, 2].sort((a, b) => (get('sort'), a - b));
  let visited = '';
  outer: for (const a of ['x', 'y', 'z']) {
    for (const b of [1, 2]) {
      get('label');
      if (b === 2) continue outer;
      if (a === 'z') break outer;
      visited += a + b;
    }
  }
  const closure = () => get('closure').status;
  const run = (work) => work();
  bump();
  group('outer', () => {
    group('inner', () => {
      check(get('grouped'), { grouped: (r) => r.status === 200 });
    });
    sleep(0.01);
  });
  check(null, {
    method: () => first.status === 200 && second.status === 200,
    map: () => mapped.join() === '201,202,203',
    filter: () => kept.join() === '2,4',
    reduce: () => sum === 6,
    some: () => some === true,
    every: () => every === false,
    find: () => found === 2,
    sort: () => sorted.join() === '1,2,3',
    label: () => visited === 'x1y1',
    closure: () => run(closure) === 200,
    recursion: () => deep(3) === 3,
    try: () => tried() === 'thrown,finally',
    'each VU has its own module state': () => counter === __ITER + 1,
    'a check that sends a request': () => get('check').status === 200,
    'a check that fails': () => get('check').status === 500,
  });
}
