import { stageStarts } from '../load/stage-starts.ts';
import { overInWords } from '../thresholds/judged-over.ts';
import { thresholdValueInWords } from '../thresholds/value-words.ts';
import type { EngineEvent } from './engine.ts';
import type { RunMark } from './run-event.ts';
import type { RunState } from './run-state.ts';
import { reasonInWords } from './verdict.ts';

/** A rule that goes to and fro at its limit must not cover the axis. */
const MOST_CROSSINGS = 20;

/** Sees what marks itself on the axis of a run: stages, thresholds that are crossed, an end before the time. */
export class Marks {
  private seenMs = 0;
  private readonly held: (boolean | null)[] = [];
  private readonly crossings: number[] = [];

  /** `state` is the one that the event led to. */
  after(event: EngineEvent, state: RunState): RunMark[] {
    switch (event.type) {
      case 'snapshot':
        return this.ofSecond(state);
      case 'steered': {
        const { atMs, by, text, acts } = event;
        return [{ atMs, kind: 'steer', by, text, acts }];
      }
      case 'finished':
        if (event.reason.kind === 'completed' || state.startedAt === null) return [];
        return [
          {
            atMs: state.durationMs ?? this.seenMs,
            kind: 'stop',
            by: event.reason.kind === 'stopped' ? (event.reason.who ?? null) : null,
            text: reasonInWords(event.reason),
          },
        ];
      default:
        return [];
    }
  }

  private ofSecond(state: RunState): RunMark[] {
    const before = this.seenMs;
    this.seenMs = state.points.length * 1000;
    const starts = stageStarts(state.plan.scenarios, state.acts, state.startedMs)
      .filter(({ atMs }) => atMs > before && atMs <= this.seenMs)
      .map(({ atMs, text }): RunMark => ({ atMs, kind: 'stage', by: null, text }));
    return [...starts, ...this.crossed(state)];
  }

  private crossed({ thresholds }: RunState): RunMark[] {
    return thresholds.flatMap(({ threshold, value, holds }, index): RunMark[] => {
      const { metric, rule } = threshold;
      const before = this.held[index] ?? null;
      if (holds === null || holds === before) return [];
      this.held[index] = holds;
      const count = this.crossings[index] ?? 0;
      if ((before === null && holds) || count >= MOST_CROSSINGS) return [];
      this.crossings[index] = count + 1;
      const reading = value === null ? '' : `: ${thresholdValueInWords(metric, rule, value)}`;
      const text = `${metric} ${rule}${overInWords(threshold)} ${holds ? 'holds again' : 'is broken'}${reading}`;
      return [{ atMs: this.seenMs, kind: 'threshold', by: null, text }];
    });
  }
}
