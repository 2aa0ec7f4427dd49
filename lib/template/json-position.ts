import type { TemplatePart } from './template.ts';

/**
 * For every part of a JSON text with placeholders, whether it starts inside a JSON string. A value put there is escaped
 * as part of a string; elsewhere it stands for a whole JSON value.
 */
export function insideJsonString(parts: readonly TemplatePart[]): boolean[] {
  let inside = false;
  return parts.map((part) => {
    const atStart = inside;
    if (part.kind === 'literal') inside = insideAfter(part.text, inside);
    return atStart;
  });
}

function insideAfter(text: string, inside: boolean): boolean {
  let now = inside;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (now && character === '\\') at++;
    else if (character === '"') now = !now;
  }
  return now;
}

/** Why a text with placeholders cannot become JSON, or `undefined` when it can. */
export function jsonProblem(parts: readonly TemplatePart[]): string | undefined {
  const inside = insideJsonString(parts);
  let problem: string | undefined;
  for (const standIn of ['0', '""']) {
    const text = parts
      .map((part, index) => (part.kind === 'literal' ? part.text : inside[index] ? '' : standIn))
      .join('');
    try {
      JSON.parse(text);
      return undefined;
    } catch (error) {
      problem ??= error instanceof Error ? error.message : String(error);
    }
  }
  return problem;
}
