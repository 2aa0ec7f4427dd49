import { compile } from 'json-p3';
import { templateProblems } from '../../template/template.ts';
import { regexProblem } from '../regex-problem.ts';
import { asDraft, asText, type Draft, type DraftAt, itemsAt, type Path, type Report } from './draft.ts';

/** Expressions already judged: editors ask again at every key press. */
const judged = new Map<string, string | undefined>();
const MAX_JUDGED = 1000;

/** A sentence about a JSONPath that cannot be read, or `undefined`. */
export function jsonPathProblem(expression: string): string | undefined {
  if (judged.has(expression)) return judged.get(expression);
  let problem: string | undefined;
  try {
    compile(expression);
  } catch (error) {
    const detail = error instanceof Error ? error.message.replace(/ \('[\s\S]*':\d+\)$/, '') : String(error);
    const mend = expression.startsWith('$')
      ? ''
      : `; it starts with $, e.g. $.${expression.replace(/^\.+/, '')}`;
    problem = `"${expression}" is not a JSONPath: ${detail}${mend}`;
  }
  if (judged.size >= MAX_JUDGED) judged.clear();
  judged.set(expression, problem);
  return problem;
}

const STATUS = /^\s*(?:[1-5]xx|[1-5]\d\d)\s*$/i;
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const isTemplate = (text: string) => text.includes('{{');

/** What is expected of and taken from a response can be found there. */
export function checkAnswers({ value, path }: DraftAt, report: Report): void {
  for (const { value: check, path: at } of itemsAt(value.checks, [...path, 'checks'])) {
    checkExpression(check.source, asText(check.expression), [...at, 'expression'], report);
    checkOperand(check.operator, check.value, [...at, 'value'], report);
    const problem = valueProblem(check);
    if (problem) report([...at, 'value'], problem);
  }
  for (const { value: extract, path: at } of itemsAt(value.extract, [...path, 'extract'])) {
    checkExpression(extract.from, asText(extract.expression), [...at, 'expression'], report);
  }
}

function checkExpression(from: unknown, expression: string | undefined, path: Path, report: Report): void {
  if (expression === undefined || expression === '') return;
  const problem =
    from === 'jsonpath'
      ? jsonPathProblem(expression)
      : from === 'header' && !HEADER_NAME.test(expression)
        ? `"${expression}" cannot be the name of a header`
        : undefined;
  if (problem && !isTemplate(expression)) report(path, problem);
}

function checkOperand(operator: unknown, value: unknown, path: Path, report: Report): void {
  if (operator !== 'above' && operator !== 'below') return;
  if (typeof value === 'boolean' || (typeof value === 'string' && !isTemplate(value) && !isNumber(value))) {
    report(path, `"${operator}" compares numbers; ${JSON.stringify(value)} is none`);
  }
}

const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));

function valueProblem({ source, operator, value }: Draft): string | undefined {
  if (value === undefined || (operator !== 'equals' && operator !== 'not-equals')) return undefined;
  const text = String(value);
  if (isTemplate(text)) return undefined;
  if (source === 'status' && !STATUS.test(text))
    return `"${text}" is not a status; write for example 200 or 2xx`;
  if ((source === 'duration' || source === 'size') && !isNumber(text)) {
    return `"${text}" is not a number of ${source === 'duration' ? 'milliseconds' : 'bytes'}`;
  }
  return undefined;
}

/** The condition of an `if` can be decided. */
export function checkCondition({ value, path }: DraftAt, report: Report): void {
  const condition = asDraft(value.condition);
  const { operator, right } = condition;
  const at = [...path, 'condition', 'right'];
  if (condition.left === undefined) return;
  if (right === undefined) {
    if (operator !== 'exists') report(at, `"${operator ?? 'equals'}" needs a value to compare with`);
    return;
  }
  checkOperand(operator, right, at, report);
  if (operator !== 'matches' || typeof right !== 'string') return;
  const problem = templateProblems(right).length === 0 ? regexProblem(right) : undefined;
  if (problem) report(at, problem);
}
