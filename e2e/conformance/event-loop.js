// What a script does beside its function, as checks: every one of them passes in k6 too. BASE is the target.

import { check, randomSeed, sleep } from 'k6';
import exec from 'k6/execution';
import { clearInterval, clearTimeout, setInterval, setTimeout } from 'k6/experimental/timers';
import http from 'k6/http';

const once = (name) => ({ executor: 'per-vu-iterations', vus: 1, iterations: 1, exec: name });

export const options = {
  scenarios: {
    timers: once('timers'),
    promises: once('promises'),
    forever: once('forever'),
    inTimer: once('inTimer'),
    rejects: once('rejects'),
    unhandled: once('unhandled'),
    unawaited: once('unawaited'),
    seeds: once('seeds'),
  },
};

export function timers() {
  const order = [];
  setTimeout(() => {
    order.push('late', http.get(`${__ENV.BASE}/echo`).status);
  }, 200);
  const cleared = setTimeout(() => order.push('never'), 50);
  let ticks = 0;
  const id = setInterval(() => {
    ticks++;
    if (order.length < 3 || ticks < 2) return;
    clearInterval(id);
    check(order, {
      'timers wait for the function, and for each other': () => order.join() === 'function,first,late,200',
    });
  }, 100);
  setTimeout((word) => order.push(word), 1, 'first');
  clearTimeout(cleared);
  sleep(0.05);
  order.push('function');
}

export async function promises() {
  const seen = [];
  await Promise.all(
    [1, 2, 3].map(async (each) => {
      const answer = await http.asyncRequest('POST', `${__ENV.BASE}/echo`, `${each}`);
      seen.push(answer.status);
    }),
  );
  const failed = await http.asyncRequest('GET', 'http://127.0.0.1:1/');
  // Nobody waits for this one; the iteration does.
  http.asyncRequest('GET', `${__ENV.BASE}/last`).then((answer) => {
    check(answer, {
      'requests run beside each other': () => seen.join() === '200,200,200' && failed.error_code === 1212,
      'the iteration waits for its requests': () => answer.status === 200,
    });
  });
}

export async function forever() {
  check(exec.scenario.name, { 'a promise that nobody keeps ends nothing': (name) => name === 'forever' });
  await new Promise(() => {});
}

export function inTimer() {
  setTimeout(() => {
    throw new Error('in a timer');
  }, 1);
  setTimeout(() => check(null, { 'never comes': () => true }), 2000);
}

export async function rejects() {
  await http.asyncRequest('GET', `${__ENV.BASE}/echo`);
  throw new Error('rejected');
}

export function unhandled() {
  Promise.reject(new Error('nobody cares'));
  setTimeout(() => check(null, { 'never comes': () => true }), 2000);
}

/** An async function that nobody awaits holds up its caller until its own first `await`. */
export async function unawaited() {
  const order = [];
  const fetch = async (name) => {
    order.push(`ask ${name}`);
    http.get(`${__ENV.BASE}/echo`);
    order.push(`has ${name}`);
    await null;
    http.get(`${__ENV.BASE}/echo`);
    order.push(`end ${name}`);
  };
  const all = [fetch('a'), fetch('b')];
  order.push('both');
  await Promise.all([...all, (async () => order.push('quick'))()]);
  check(order, {
    'async functions block until they await': () =>
      order.join() === 'ask a,has a,ask b,has b,both,quick,end a,end b',
  });
}

export function seeds() {
  const draw = () => [Math.random(), Math.random()].join();
  randomSeed(7);
  const first = draw();
  randomSeed(7);
  const again = draw();
  randomSeed(8);
  check(null, { 'the same seed gives the same numbers': () => first === again && first !== draw() });
}
