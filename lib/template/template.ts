import type { Generator } from './generator.ts';
import { scanTemplate } from './scan.ts';

/**
 * Text with placeholders: `{{name}}`, `{{dataset.column}}`, `{{$generator(arguments)}}`, and `{{"text"}}` for text that
 * stands as it is. The last form writes a literal `{{`: `{{"{{"}}`. Of three or more braces in a row the last two open
 * the placeholder. `}}` outside a placeholder is plain text.
 */
export type Template = {
  /** As written. */
  source: string;
  /** Neighbouring literals are joined and empty ones left out: no parts at all is the empty text. */
  parts: TemplatePart[];
};

export type TemplatePart =
  | { kind: 'literal'; text: string }
  /** `dataset` is set for `{{dataset.column}}`; `name` is the whole, as a person writes it. */
  | { kind: 'name'; name: string; dataset?: { name: string; column: string } }
  | { kind: 'generator'; generator: Generator };

export type TemplateProblem = {
  /** Index of the character where the placeholder starts. */
  at: number;
  /** What is wrong and what to write instead. */
  message: string;
};

export class TemplateError extends Error {
  readonly problems: TemplateProblem[];
  constructor(problems: TemplateProblem[]) {
    super(problems.map((problem) => problem.message).join('; '));
    this.name = 'TemplateError';
    this.problems = problems;
  }
}

/** Reads a text with placeholders. Throws TemplateError, which holds all problems of the text. */
export function parseTemplate(text: string): Template {
  const { parts, problems } = scanTemplate(text);
  if (problems.length > 0) throw new TemplateError(problems);
  return { source: text, parts };
}

/** Everything that keeps `text` from being a template; none when it is one. */
export function templateProblems(text: string): TemplateProblem[] {
  return scanTemplate(text).problems;
}

/** The names a template needs, each once, in order: variables, and `dataset.column`. */
export function namesIn(template: Pick<Template, 'parts'>): string[] {
  return [...new Set(template.parts.flatMap((part) => (part.kind === 'name' ? [part.name] : [])))];
}
