import type { Check } from '../../lib/plan/condition.ts';
import type { Answer } from '../http/answer.ts';
import type { CheckRecorder } from '../recorder/check-recorder.ts';
import { type Comparison, comparison } from './compare.ts';
import { compileJsonPath, jsonText } from './json-path.ts';
import { compileText, type Text, type TextContext, textNow } from './text.ts';
import type { Values } from './values.ts';

/** A check, compiled. */
export type CompiledCheck = {
  recorder: CheckRecorder;
  /** Throws MissingValue when its own text holds a placeholder without a value. */
  passes: (answer: Answer, values: Values) => boolean;
  /** What was found, for people. */
  found: (answer: Answer) => string;
};

export function compileCheck(check: Check, recorder: CheckRecorder, context: TextContext): CompiledCheck {
  const actual = compileActual(check);
  const expected = expectedOf(check, context);
  const found = (answer: Answer) => describe(check, answer, actual(answer));
  const statusTest =
    check.source === 'status' && typeof expected === 'string' ? compileStatus(check, expected) : null;
  if (statusTest) return { recorder, passes: (answer) => statusTest(answer.status), found };
  const compare: Comparison =
    check.source === 'status' ? statusComparison(check) : comparison(check.operator);
  if (typeof expected === 'string') {
    return { recorder, passes: (answer) => compare(actual(answer), expected), found };
  }
  return { recorder, passes: (answer, values) => compare(actual(answer), textNow(expected, values)), found };
}

function expectedOf(check: Check, context: TextContext): Text {
  return typeof check.value === 'string' ? compileText(check.value, context) : String(check.value ?? '');
}

function compileActual(check: Check): (answer: Answer) => string | undefined {
  switch (check.source) {
    case 'status':
      return (answer) => String(answer.status);
    case 'body':
      return (answer) => answer.text();
    case 'jsonpath': {
      const path = compileJsonPath(check.expression);
      return (answer) => {
        const found = path(answer.json());
        return found.length === 0 || found[0] === undefined ? undefined : jsonText(found[0]);
      };
    }
    case 'header': {
      const name = check.expression.toLowerCase();
      return (answer) => answer.header(name);
    }
    case 'duration':
      return (answer) => String(answer.serviceMs);
    case 'size':
      return (answer) => String(answer.size);
  }
}

/** The usual status checks, without making a text of the status. */
function compileStatus({ operator }: Check, expected: string): ((status: number) => boolean) | null {
  const wanted = statusSet(expected);
  if (!wanted) return null;
  if (operator === 'equals') return wanted;
  if (operator === 'not-equals') return (status) => !wanted(status);
  return null;
}

function statusComparison({ operator }: Check): Comparison {
  const compare = comparison(operator);
  if (operator !== 'equals' && operator !== 'not-equals') return compare;
  return (actual, expected) => {
    const wanted = statusSet(expected);
    return wanted ? wanted(Number(actual)) === (operator === 'equals') : compare(actual, expected);
  };
}

function statusSet(text: string): ((status: number) => boolean) | null {
  const wanted = text.trim().toLowerCase();
  if (/^[1-5]xx$/.test(wanted)) {
    const hundred = Number(wanted[0]);
    return (status) => Math.floor(status / 100) === hundred;
  }
  if (!/^\d{3}$/.test(wanted)) return null;
  const exact = Number(wanted);
  return (status) => status === exact;
}

const LONGEST_SHOWN = 200;

function describe(check: Check, answer: Answer, actual: string | undefined): string {
  const needsBody = check.source === 'body' || check.source === 'jsonpath';
  if (needsBody && answer.unreadable !== null) return answer.unreadable;
  if (check.source === 'jsonpath' && answer.json() === undefined) {
    return `the body is not JSON: ${shown(answer.text() ?? '')}`;
  }
  const subject = 'expression' in check ? `${check.source} ${check.expression}` : check.source;
  return actual === undefined ? `${subject} is not there` : `${subject} is ${shown(actual)}`;
}

const shown = (text: string) =>
  text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text || 'empty';
