// The functions of k6-utils, from its documentation. A script of its own: what it is given may wait, and is waited for.
import { check as k6Check } from 'k6';
import { randomBytes } from 'k6/crypto';
import exec from 'k6/execution';

const HEX_BYTES = 16;

export function uuidv4(secure = false) {
  const bytes = secure ? new Uint8Array(randomBytes(HEX_BYTES)) : new Uint8Array(HEX_BYTES);
  if (!secure) for (let at = 0; at < HEX_BYTES; at++) bytes[at] = Math.floor(Math.random() * 256);
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Both ends may come up. */
export function randomIntBetween(min, max) {
  return Math.floor(Math.random() * (max - min + 1)) + min;
}

export function randomItem(items) {
  return items[Math.floor(Math.random() * items.length)];
}

export function randomString(length, charset = 'abcdefghijklmnopqrstuvwxyz') {
  let text = '';
  for (let left = length; left > 0; left--) text += charset[Math.floor(Math.random() * charset.length)];
  return text;
}

/** The text between two others: the first, or with `repeat` all; null where there is none. */
export function findBetween(content, left, right, repeat = false) {
  const found = [];
  for (let at = content.indexOf(left); at !== -1; at = content.indexOf(left, at)) {
    const begin = at + left.length;
    const end = content.indexOf(right, begin);
    if (end === -1) break;
    if (!repeat) return content.slice(begin, end);
    found.push(content.slice(begin, end));
    at = end + right.length;
  }
  return repeat ? found : null;
}

/** Stages whose targets follow a bell curve from 0 over `maxVUs` to 0. */
export function normalDistributionStages(maxVUs, durationSeconds, numberOfStages = 10) {
  const each = `${Math.ceil(durationSeconds / (numberOfStages + 2))}s`;
  // Three standard deviations to both sides of the middle.
  const height = (at) => Math.exp(-0.5 * ((6 * at) / (numberOfStages - 1 || 1) - 3) ** 2);
  const stages = [{ duration: each, target: 0 }];
  for (let at = 0; at < numberOfStages; at++) {
    const target = numberOfStages === 1 ? maxVUs : Math.ceil(maxVUs * height(at));
    stages.push({ duration: each, target });
  }
  stages.push({ duration: each, target: 0 });
  return stages;
}

const UNITS_MS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1, us: 0.001, ns: 0.000001 };

/** Milliseconds of a duration like `1h2m3.5s`; a bare number is milliseconds already. */
export function parseDuration(text) {
  if (text === undefined || text === null || text.length < 1)
    throw new Error('a duration is needed, like 1h30m or 10s');
  const written = String(text);
  if (/^-?\d+(\.\d+)?$/.test(written)) return Number(written);
  let sum = 0;
  const rest = written.replace(/(\d+(?:\.\d+)?)(ms|us|ns|d|h|m|s)/g, (_, number, unit) => {
    sum += Number(number) * UNITS_MS[unit];
    return '';
  });
  if (rest !== '') throw new Error(`"${written}" is not a duration; write it like 1h30m or 10s`);
  return sum;
}

export function getCurrentStageIndex() {
  if (!exec?.test?.options) throw new Error('getCurrentStageIndex() works only while the test runs');
  const scenario = exec.test.options.scenarios[exec.scenario.name];
  const stages = scenario?.stages;
  if (!stages) {
    throw new Error(
      'only scenarios with stages (ramping-vus or ramping-arrival-rate) have a current stage, and this scenario has none',
    );
  }
  let left = Date.now() - exec.scenario.startTime;
  for (let at = 0; at < stages.length; at++) {
    left -= parseDuration(stages[at].duration);
    if (left < 0) return at;
  }
  return stages.length - 1;
}

export function tagWithCurrentStageIndex() {
  exec.vu.tags.stage = getCurrentStageIndex();
}

export function tagWithCurrentStageProfile() {
  exec.vu.tags.stage_profile = stageProfile();
}

function stageProfile() {
  const at = getCurrentStageIndex();
  const { stages, startVUs, startRate } = exec.test.options.scenarios[exec.scenario.name];
  const before =
    at === 0 ? (startVUs ?? startRate ?? (stages[0].target === 0 ? 0 : -1)) : stages[at - 1].target;
  const target = stages[at].target;
  if (target === before) return 'steady';
  return target > before ? 'ramp-up' : 'ramp-down';
}

/** k6's check, which waits for conditions that are async as well. */
export function check(value, sets, tags) {
  const entries = Object.entries(sets);
  const results = {};
  let later = false;
  for (const [name, condition] of entries) {
    const result = typeof condition === 'function' ? condition(value) : condition;
    later = later || result instanceof Promise;
    results[name] = result;
  }
  if (!later) return k6Check(value, results, tags);
  return Promise.all(Object.values(results)).then((all) => {
    const settled = {};
    Object.keys(results).forEach((name, at) => {
      settled[name] = Boolean(all[at]);
    });
    return k6Check(value, settled, tags);
  });
}
