import { comparisonCsv, comparisonJson, comparisonJunit } from '../lib/gate/comparison-files.ts';
import { comparisonMarkdown } from '../lib/gate/comparison-markdown.ts';

/** How a comparison can be written to a file, by the option that names the file; beside these, a server gives it as a page. */
export const REPORT_FORMS = {
  junit: comparisonJunit,
  markdown: comparisonMarkdown,
  json: comparisonJson,
  csv: comparisonCsv,
} as const;

export const reportForms = (): (keyof typeof REPORT_FORMS)[] =>
  Object.keys(REPORT_FORMS).filter((name): name is keyof typeof REPORT_FORMS => name in REPORT_FORMS);
