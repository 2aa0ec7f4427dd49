// npm test: all parts but those that are run by name only; npm run test:PART -- ARGUMENTS: one part, with arguments for its program.
import { dirname } from 'node:path';
import { prepare } from './prepare.mjs';
import { runtimeNode } from './runtime.mjs';
import { endInOrder, isEnding } from './supervise.mjs';
import { judge, PARTS } from './test-parts.mjs';
import { runTool } from './tool.mjs';

const [only, ...extra] = process.argv.slice(2);
const all = Object.keys(PARTS).filter((name) => !PARTS[name].byName);
const say = (line) => console.log(line);

endInOrder();
const results = [];
try {
  await prepare({ report: say });
  for (const name of only ? [only] : all) {
    if (!isEnding()) results.push(await run(PARTS[name]));
  }
} catch (error) {
  if (!isEnding()) console.error(`\n${error.message}`);
  results.push({ title: 'preparation', passed: 0, failed: 1, seconds: 0 });
}
summarize();

async function run(part) {
  const { title, timeoutMs } = part;
  const start = Date.now();
  say(`\n── ${title} ${'─'.repeat(Math.max(0, 60 - title.length))}`);
  let verdict = { passed: 0, failed: 1 };
  try {
    const found = await part.before?.(say);
    const node = runtimeNode();
    const env = { ...process.env, ...part.env, ...found, PATH: `${dirname(node)}:${process.env.PATH}` };
    // Set by whoever started us, it would make the tests run something else than what they test.
    delete env.NODE_ENV;
    const { code, timedOut } = await runTool(node, [...part.args, ...extra], { env, show: true, timeoutMs });
    if (timedOut) console.error(`${title}: not done after ${timeoutMs / 60_000} minutes, so it was ended.`);
    verdict = judge({ code, count: part.count?.() });
  } catch (error) {
    if (!isEnding()) console.error(error.message);
  }
  const seconds = (Date.now() - start) / 1000;
  say(`${title}: ${verdict.failed === 0 ? 'passed' : 'FAILED'} in ${seconds.toFixed(1)} s`);
  return { title, seconds, ...verdict };
}

function summarize() {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  say('');
  for (const { title, passed, failed, seconds } of results) {
    const figures = `${String(passed).padStart(5)} passed ${String(failed).padStart(3)} failed`;
    say(`${title.padEnd(13)}${figures} ${seconds.toFixed(1).padStart(7)} s`);
  }
  say(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  if (sum('failed') > 0) process.exitCode ||= 1;
}
