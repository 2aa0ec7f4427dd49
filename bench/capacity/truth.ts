import { SimulatedTarget, type TargetModel } from '../../lib/capacity/testing/simulated-target.ts';
import { LatencyHistogram } from '../../lib/histogram/latency-histogram.ts';

/** What percentile of response time a model has at a load in the long run, milliseconds. */
function longRun(model: TargetModel, load: number, percent: number, seconds: number): number {
  const target = new SimulatedTarget(model);
  target.set(load);
  const histogram = new LatencyHistogram();
  const settling = seconds / 20;
  for (let second = 0; second < seconds; second++) {
    const snapshot = target.pass();
    if (second < settling) continue;
    for (const { responseTime } of snapshot.series) histogram.mergeEncoded(responseTime);
  }
  return histogram.percentile(percent) / 1000;
}

/**
 * The largest load at which a percentile stays below a limit, from runs so long that chance hardly counts: found between two
 * loads, to a thousandth, or to a whole user.
 */
export function capacityByLongRuns(
  model: TargetModel,
  { percent, limitMs }: { percent: number; limitMs: number },
  { low, high, seconds }: { low: number; high: number; seconds: number },
): number {
  let [holds, breaks] = [low, high];
  while (model.think ? breaks - holds > 1 : breaks > holds * 1.001) {
    const middle = model.think ? Math.floor((holds + breaks) / 2) : (holds + breaks) / 2;
    if (longRun(model, middle, percent, seconds) < limitMs) holds = middle;
    else breaks = middle;
  }
  return holds;
}
