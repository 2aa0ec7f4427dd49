import { endOf, matchesPattern, unescaped } from './path-text.ts';

/** A condition on the items of an array: `path operator value`, or only a path that has to be there. */
export interface Query {
  path: string;
  operator: '' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '%' | '!%';
  value: string;
  /** With `~`: what a value amounts to instead of what it is. */
  amounts: boolean;
}

const OPERATORS = ['==', '!=', '!%', '<=', '>=', '<', '>', '%', '='] as const;

export function parseQuery(text: string): Query {
  const at = endOf(text, 0, (sign) => '=!<>%'.includes(sign));
  const operator = OPERATORS.find((one) => text.startsWith(one, at));
  if (operator === undefined) return { path: text.trim(), operator: '', value: '', amounts: false };
  const value = text.slice(at + operator.length).trim();
  const amounts = value.startsWith('~');
  return {
    path: text.slice(0, at).trim(),
    operator: operator === '=' ? '==' : operator,
    value: unquoted(amounts ? value.slice(1) : value),
    amounts,
  };
}

function unquoted(text: string): string {
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? unescaped(text.slice(1, -1)) : text;
}

/** `value` is undefined where the path of the query leads nowhere. */
export function satisfies(value: unknown, query: Query): boolean {
  if (query.amounts) return amountsTo(value, query.value) === (query.operator !== '!=');
  if (query.operator === '') return value !== undefined;
  switch (typeof value) {
    case 'string':
      return compares(value, query.value, query);
    case 'number':
      return compares(value, Number.parseFloat(query.value), query);
    case 'boolean':
      return compares(
        Number(value),
        query.value === 'true' ? 1 : query.value === 'false' ? 0 : Number.NaN,
        query,
      );
    default:
      return false;
  }
}

function compares<Value extends string | number>(
  value: Value,
  wanted: Value,
  { operator, value: pattern }: Query,
): boolean {
  switch (operator) {
    case '==':
      return value === wanted;
    case '!=':
      return value !== wanted;
    case '<':
      return value < wanted;
    case '<=':
      return value <= wanted;
    case '>':
      return value > wanted;
    case '>=':
      return value >= wanted;
    case '%':
      return typeof value === 'string' && matchesPattern(value, pattern);
    case '!%':
      return typeof value === 'string' && !matchesPattern(value, pattern);
    default:
      return false;
  }
}

function amountsTo(value: unknown, what: string): boolean {
  switch (what) {
    case 'true':
      return value === true || value === 1 || value === '1' || value === 'true';
    case 'false':
      return (
        value === undefined ||
        value === null ||
        value === false ||
        value === 0 ||
        value === '0' ||
        value === 'false'
      );
    case 'null':
      return value === undefined || value === null;
    case '*':
      return value !== undefined;
    default:
      return false;
  }
}
