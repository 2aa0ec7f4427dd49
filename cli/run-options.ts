import type { REPORT_FORMS } from './report-forms.ts';

/** What was typed behind `rehearsal run FILE`. */
export type RunOptions = {
  baseUrl?: string;
  env: string[];
  secret: string[];
  allowHost: string[];
  release?: string;
  commit?: string;
  note?: string;
  out?: string;
  record?: string;
  quiet?: boolean;
  workers?: number;
  /** MB. */
  scriptMemory?: number;
  /** Milliseconds. */
  scriptCompute?: number;
  server?: string;
  token?: string;
  baseline?: string;
  failOn: string[];
} & Partial<Record<keyof typeof REPORT_FORMS | 'html', string>>;
