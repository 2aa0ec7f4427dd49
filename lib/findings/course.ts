import { formatBytes, formatCount, formatMs, formatRate } from '../format/format.ts';
import type { CurvePoint } from '../run/window.ts';
import type { Course } from './finding.ts';

type CourseWords = {
  /** Courses with the same title are drawn together. */
  chart: string;
  unit: string;
  label: string;
  value: (point: CurvePoint) => number | null;
  format: (value: number) => string;
};

/** How a course of the run itself is told. */
export const COURSE_WORDS: Record<Course, CourseWords> = {
  p50: {
    ...{ chart: 'Response time', unit: 'time', label: 'p50', value: ({ p50 }) => p50 },
    format: formatMs,
  },
  p95: {
    ...{ chart: 'Response time', unit: 'time', label: 'p95', value: ({ p95 }) => p95 },
    format: formatMs,
  },
  failed: {
    ...{ chart: 'Failures', unit: 'failed requests per second', label: 'failed' },
    value: ({ failed, seconds }) => failed / seconds,
    format: (value) => formatRate(value),
  },
  requests: {
    ...{ chart: 'Throughput', unit: 'requests per second', label: 'requests' },
    value: ({ requests, seconds }) => requests / seconds,
    format: (value) => formatRate(value),
  },
  received: {
    ...{ chart: 'Received', unit: 'bytes per second', label: 'received' },
    value: ({ bytesReceived, seconds }) => bytesReceived / seconds,
    format: (value) => `${formatBytes(value)}/s`,
  },
  vus: {
    ...{ chart: 'Users', unit: 'virtual users at work', label: 'users', value: ({ vus }) => vus },
    format: formatCount,
  },
};
