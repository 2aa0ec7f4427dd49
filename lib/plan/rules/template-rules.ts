import { checkColumns } from '../../template/check-names.ts';
import { literalsOf, templatesOfStep } from '../../template/plan-texts.ts';
import { scanTemplate } from '../../template/scan.ts';
import { templateProblems } from '../../template/template.ts';
import type { Draft, DraftAt, Report } from './draft.ts';

/** More would only repeat themselves. */
const MAX_PER_TEXT = 5;

/** Placeholders of one step can be read. */
export function checkTemplates(step: DraftAt, report: Report): void {
  for (const { path, text } of templatesOfStep(step)) {
    if (!text.includes('{{')) continue;
    const problems = templateProblems(text);
    for (const { message } of problems.slice(0, MAX_PER_TEXT)) report(path, message);
    const more = problems.length - MAX_PER_TEXT;
    if (more > 0) report(path, `and ${more} more placeholders of this text cannot be read`);
  }
}

/** Dataset columns exist, and no placeholder stands where none is replaced. */
export function checkPlaceholderPlaces(plan: Draft, report: Report): void {
  for (const { path, message } of checkColumns(plan)) report(path, message);
  for (const { path, text } of literalsOf(plan)) {
    if (!text.includes('{{') || !scanTemplate(text).parts.some((part) => part.kind !== 'literal')) continue;
    const mend = path.includes('tags')
      ? 'tags are taken as they are; write the value itself'
      : path.includes('variables')
        ? 'variables are taken as they are; compute the value in a `set` step'
        : 'placeholders are not replaced here, only in URLs, values of query, headers and forms, bodies, checks, conditions and `set`';
    report(path, mend);
  }
}
