import type { RunListItem } from '../api/contract.ts';
import { runName } from './comparison.ts';
import { CSV_COLUMNS } from './comparison-files.ts';
import { cell } from './comparison-markdown.ts';
import { xml } from './xml.ts';

/** A run that there was nothing to compare with yet, in the forms of a comparison: builds want the files they asked for. */
export const FIRST_RUN_FORMS = {
  junit: ({ run, note }: FirstRun) =>
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuite name="${xml(runName(run))}" tests="1" failures="0" skipped="1" timestamp="${run.startedAt ?? run.createdAt}">`,
      `  <testcase classname="Rehearsal" name="comparison"><skipped message="${xml(note)}"/></testcase>`,
      '</testsuite>',
      '',
    ].join('\n'),
  markdown: ({ run, note }: FirstRun) => `### ${cell(runName(run))}\n\n${cell(note)}\n`,
  json: ({ run, note }: FirstRun) =>
    `${JSON.stringify({ schema: 1, passed: true, sentence: note, baseline: null, candidate: run }, null, 2)}\n`,
  csv: () => `${CSV_COLUMNS}\n`,
} as const;

export type FirstRun = { run: RunListItem; note: string };
