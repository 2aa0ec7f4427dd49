import { jsonProblem } from '../../template/json-position.ts';
import { parseTemplate, templateProblems } from '../../template/template.ts';
import { parseDuration } from '../duration.ts';
import { regexProblem } from '../regex-problem.ts';
import { checkAnswers, jsonPathProblem } from './answer-rules.ts';
import { asDraft, asText, type DraftAt, type Report } from './draft.ts';
import { checkAddress, checkHeaders } from './request-rules.ts';
import { actionsAt } from './stream-draft.ts';

const MAX_ACTION_DEPTH = 10;

/** What the WebSocket client writes itself. `Sec-WebSocket-Protocol` follows from the subprotocols. */
const WEBSOCKET_HEADERS = new Set([
  'connection',
  'sec-websocket-key',
  'sec-websocket-version',
  'sec-websocket-extensions',
  'sec-websocket-protocol',
]);

/** A WebSocket session that can be opened and whose actions can be performed. */
export function checkWebSocket(step: DraftAt, report: Report): void {
  checkAddress(step, ['ws', 'wss', 'http', 'https'], report);
  checkHeaders(step, report, WEBSOCKET_HEADERS);
  for (const action of actionsAt(step.value.actions, [...step.path, 'actions'])) {
    if (action.depth === MAX_ACTION_DEPTH + 1)
      report(action.path, `stands ${action.depth} levels deep; ${MAX_ACTION_DEPTH} are possible`);
    checkAction(action, report);
  }
  checkEnd(step.value.actions, [...step.path, 'actions'], report);
}

/** A stream of events that can be listened to. */
export function checkSse(step: DraftAt, report: Report): void {
  checkAddress(step, ['http', 'https'], report);
  checkHeaders(step, report);
  const until = { value: asDraft(step.value.until), path: [...step.path, 'until'] };
  checkLength(until, 'atMost', report);
  checkMatch(until, report);
  checkPause(until, report);
  checkAnswers(step, report);
}

function checkAction(action: DraftAt, report: Report): void {
  switch (action.value.type) {
    case 'send':
      checkContent(action, report);
      return;
    case 'expect':
      checkMatch(action, report);
      checkLength(action, 'timeout', report);
      checkAnswers(action, report);
      return;
    case 'expect-close':
      checkLength(action, 'timeout', report);
      return;
    case 'hold':
      checkPause(action, report);
  }
}

function checkContent({ value, path }: DraftAt, report: Report): void {
  const content = asText(value.content);
  if (content === undefined || templateProblems(content).length > 0) return;
  const { parts } = parseTemplate(content);
  if (value.format === 'json') {
    const problem = jsonProblem(parts);
    if (problem !== undefined) {
      report(
        [...path, 'content'],
        `is not JSON once its placeholders are filled in (${problem}); mend it, or use the format text`,
      );
    }
  } else if (value.format === 'base64' && parts.every(({ kind }) => kind === 'literal')) {
    if (!/^[\s\w+/-]*={0,2}\s*$/.test(content)) report([...path, 'content'], 'is not base64');
  }
}

function checkMatch({ value, path }: DraftAt, report: Report): void {
  const match = asDraft(value.match);
  const expression = asText(match.expression);
  if (expression === undefined || expression === '' || templateProblems(expression).length > 0) return;
  const at = [...path, 'match', 'expression'];
  if (match.type === 'jsonpath') {
    const problem = jsonPathProblem(expression);
    if (problem && !expression.includes('{{')) report(at, problem);
  } else if (match.type === 'matches' && !expression.includes('{{')) {
    const problem = regexProblem(expression);
    if (problem) report(at, problem);
  }
}

function checkLength({ value, path }: DraftAt, key: string, report: Report): void {
  const text = asText(value[key]);
  if (text !== undefined && parseDuration(text) === 0) report([...path, key], 'must be longer than 0s');
}

/** A pause that is drawn between two times. */
export function checkPause({ value, path }: DraftAt, report: Report): void {
  const time = asDraft(value.time);
  const min = parseDuration(asText(time.min) ?? '');
  const max = parseDuration(asText(time.max) ?? '');
  if (time.distribution === 'uniform' && min !== undefined && max !== undefined && min > max) {
    report([...path, 'time', 'max'], `must not be shorter than min (${time.min}); swap the two`);
  }
}

/** Nothing can be done in a session that is closed. */
function checkEnd(list: unknown, path: DraftAt['path'], report: Report): void {
  const actions = [...actionsAt(list, path)].filter(({ depth }) => depth === 1);
  actions.slice(0, -1).forEach(({ value }, index) => {
    if (value.type !== 'close' && value.type !== 'expect-close') return;
    const next = actions[index + 1];
    if (next) report(next.path, `comes after the session was closed; move it before the ${value.type}`);
  });
}
