import type { Recorder } from '../../recorder/recorder.ts';
import type { SeriesSamples } from '../../recorder/samples/exchange-samples.ts';
import type { SeriesRecorder } from '../../recorder/series-recorder.ts';
import { StreamRecorder } from '../../recorder/stream-recorder.ts';

export type OpenSeries = { index: number; recorder: SeriesRecorder; samples: SeriesSamples };

/** More names than anybody reads, and every one has histograms of its own in every worker. */
export const MOST_SERIES = 2000;

/** The name under which the checks of a group are counted. */
const CHECKS = 'checks';

/** Thrown with a sentence when a script makes ever new names. */
export class TooManyNames extends Error {}

/** The series of one scenario, found as its requests name them. */
export class ScenarioSeries {
  private readonly scenario: string;
  private readonly recorder: Recorder;
  private readonly streams = new Map<string, { index: number; recorder: StreamRecorder }>();
  private readonly groups = new Map<string, Map<string, OpenSeries>>();

  constructor(scenario: string, recorder: Recorder) {
    this.scenario = scenario;
    this.recorder = recorder;
  }

  of(group: string, name: string): OpenSeries {
    let names = this.groups.get(group);
    if (!names) {
      names = new Map();
      this.groups.set(group, names);
    }
    return names.get(name) ?? this.make(names, group, name);
  }

  /** Of the WebSocket sessions of this name. */
  sessions(group: string, name: string): { index: number; recorder: StreamRecorder } {
    const key = JSON.stringify([group, name]);
    const before = this.streams.get(key);
    if (before) return before;
    this.bound(name);
    const { index, recorder } = this.recorder.addSeries({
      scenario: this.scenario,
      group: shownGroup(group),
      name,
      stream: 'websocket',
    });
    const made = { index, recorder: new StreamRecorder(recorder) };
    this.streams.set(key, made);
    return made;
  }

  /** `group` is a path as k6 writes it. What checks of a group are counted under: they belong to no request. */
  checksOf(group: string): number {
    return this.of(group, CHECKS).index;
  }

  /** A group was entered: it is shown even though nothing may be counted in it. */
  entered(group: string): void {
    if (!this.groups.has(group)) this.checksOf(group);
  }

  /** Throws when there are too many names already. */
  private bound(name: string): void {
    if (this.recorder.seriesCount >= MOST_SERIES)
      throw new TooManyNames(
        `the script has made more than ${MOST_SERIES} request names, the last one "${name.slice(0, 200)}"; give requests whose addresses differ one name: http.get(url, { tags: { name: 'item' } })`,
      );
  }

  private make(names: Map<string, OpenSeries>, group: string, name: string): OpenSeries {
    this.bound(name);
    const { index, recorder } = this.recorder.addSeries({
      scenario: this.scenario,
      group: shownGroup(group),
      name,
    });
    const series = { index, recorder, samples: this.recorder.samples.of(index) };
    names.set(name, series);
    return series;
  }
}

/** A path of groups as results show it. */
const shownGroup = (path: string): string => path.split('::').slice(1).join(' / ');
