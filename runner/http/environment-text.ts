import type { Environment } from '../../lib/plan/environment.ts';
import { parseTemplate, templateProblems } from '../../lib/template/template.ts';

/** Fills the placeholders of an environment's own texts in, from its variables and secrets. */
export type FillIn = (text: string, field: string) => string;

/** `problem` gets a sentence about each placeholder that has no value; the run must not start then. */
export function fillerOf(
  { variables }: Pick<Environment, 'variables'>,
  secrets: Record<string, string>,
  problem: (sentence: string) => void,
): FillIn {
  const values = new Map([...Object.entries(secrets), ...Object.entries(variables)]);
  return (text, field) => {
    const [unreadable] = templateProblems(text);
    if (unreadable) {
      problem(`${field} of the environment: ${unreadable.message}`);
      return '';
    }
    return parseTemplate(text)
      .parts.map((part) => {
        if (part.kind === 'literal') return part.text;
        const value = part.kind === 'name' ? values.get(part.name) : undefined;
        if (value === undefined) {
          const written = part.kind === 'name' ? `{{${part.name}}}` : text;
          problem(`${field} of the environment: ${written} is neither a variable nor a secret of it`);
        }
        return value ?? '';
      })
      .join('');
  };
}
