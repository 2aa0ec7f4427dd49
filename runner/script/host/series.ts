import type { Recorder } from '../../recorder/recorder.ts';
import type { SeriesSamples } from '../../recorder/samples/exchange-samples.ts';
import type { SeriesRecorder } from '../../recorder/series-recorder.ts';

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

  /** `group` is a path as k6 writes it. What checks of a group are counted under: they belong to no request. */
  checksOf(group: string): number {
    return this.of(group, CHECKS).index;
  }

  private make(names: Map<string, OpenSeries>, group: string, name: string): OpenSeries {
    if (this.recorder.seriesCount >= MOST_SERIES)
      throw new TooManyNames(
        `the script has made more than ${MOST_SERIES} request names, the last one "${name.slice(0, 200)}"; give requests whose addresses differ one name: http.get(url, { tags: { name: 'item' } })`,
      );
    const { index, recorder } = this.recorder.addSeries({
      scenario: this.scenario,
      group: group.split('::').slice(1).join(' / '),
      name,
    });
    const series = { index, recorder, samples: this.recorder.samples.of(index) };
    names.set(name, series);
    return series;
  }
}
