/** What is drawn of a run. */
export { PlannedLoad } from '../charts/planned-load.tsx';
export { RunCharts } from '../charts/run-charts.tsx';
export { ProbeCharts } from '../probe/probe-charts.tsx';
