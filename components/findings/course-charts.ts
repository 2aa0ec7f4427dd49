import type { Curve, Row } from '@/components/charts/rows.ts';
import { byteTick, countTick, msTick } from '@/components/charts/ticks.ts';
import { COURSE_WORDS } from '@/lib/findings/course.ts';
import type { Course } from '@/lib/findings/finding.ts';
import type { CurvePoint } from '@/lib/run/window.ts';

/** Charts of the run's own curves that show a finding: those with the same title together. */
export type CourseChart = {
  title: string;
  unit: string;
  curves: Curve[];
  tick: (top: number) => (value: number) => string;
};

/** As on the charts of the run: the same thing has the same colour everywhere. */
const LOOKS: Record<Course, Pick<Curve, 'colour' | 'draw'> & { dash?: string }> = {
  p50: { colour: 'var(--p50)', draw: 'line' },
  p95: { colour: 'var(--p95)', draw: 'line' },
  failed: { colour: 'var(--fail)', draw: 'line' },
  requests: { colour: 'var(--rps)', draw: 'line' },
  received: { colour: 'var(--rps)', draw: 'line' },
  vus: { colour: 'var(--users)', draw: 'area' },
};

const TICKS: Record<Course, CourseChart['tick']> = {
  ...{ p50: msTick, p95: msTick, received: () => byteTick },
  ...{ failed: () => countTick, requests: () => countTick, vus: () => countTick },
};

export function courseCharts(courses: readonly Course[]): CourseChart[] {
  const charts = new Map<string, CourseChart>();
  for (const course of new Set(courses)) {
    const { chart, unit, label, format } = COURSE_WORDS[course];
    const own = charts.get(chart) ?? { title: chart, unit, curves: [], tick: TICKS[course] };
    own.curves.push({ key: course, label, format, ...LOOKS[course] });
    charts.set(chart, own);
  }
  return [...charts.values()];
}

export const courseRows = (points: readonly CurvePoint[], courses: readonly Course[]): Row[] =>
  points.map((point) => ({
    from: point.second,
    at: point.second + point.seconds,
    values: Object.fromEntries(courses.map((course) => [course, COURSE_WORDS[course].value(point)])),
  }));
