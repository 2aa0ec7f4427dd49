import { describe, expect, it } from 'vitest';
import { changePoints, energySplit } from './change-points.ts';
import { randomFrom } from './random.ts';
import { knownNumbers } from './testing/known-series.ts';

/** Discharge of the Nile at Aswan, 1871 to 1970, 10^8 m³ a year: R's `datasets::Nile`. */
const NILE = [
  1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958,
  1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020,
  1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040,
  759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890,
  744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
];
const flat = knownNumbers(40);
const twice = flat.map((value, at) => value + (at >= 15 && at < 28 ? 1.2 : 0));
const SERIES = { NILE, twice, flat, eight: [10, 11, 10, 12, 20, 21, 22, 20] };

describe('energySplit', () => {
  // Apache Otava 0.8.0 (Python): PairDistanceCalculator(series).get_next_candidate([slice(0, len(series))]).
  it.each([
    ['NILE', 28, 4916.590807675146],
    ['twice', 15, 14.897029616466096],
    ['flat', 14, 1.7849733171773043],
    ['eight', 4, 35.333333333333336],
  ] as const)('is that of Otava for %s', (name, at, energy) => {
    const split = energySplit(SERIES[name]);
    expect(split?.at).toBe(at);
    expect(split?.energy).toBeCloseTo(energy, 8);
  });

  it('has none of next to nothing', () => {
    expect(energySplit([1, 2, 3])).toBeNull();
  });
});

describe('changePoints', () => {
  const found = (series: readonly number[]) => changePoints(series, randomFrom(1)).map(({ at }) => at);

  it('finds that the Nile carried less from 1899 on (Cobb 1978), and nothing else', () => {
    expect(found(NILE).map((at) => 1871 + at)).toEqual([1899]);
  });

  it('finds several changes, and none in noise', () => {
    expect(found(twice)).toEqual([15, 28]);
    expect(found(flat)).toEqual([]);
    expect(found([])).toEqual([]);
    expect(found([5, 5, 5, 5, 5, 5, 5, 5, 5, 5])).toEqual([]);
  });

  it('can tell of ten releases that five are another kind, and not of six that three are', () => {
    expect(found([10, 11, 10.5, 12, 11.5, 20, 21, 22, 20.5, 21.5])).toEqual([5]);
    expect(found([10, 11, 10, 20, 21, 22])).toEqual([]);
  });

  it('sees a change in about one of twenty series that have none, at most', () => {
    const random = randomFrom(7);
    let mistaken = 0;
    for (let series = 0; series < 300; series++)
      if (changePoints(Array.from({ length: 12 }, random), random).length > 0) mistaken++;
    expect(mistaken / 300).toBeLessThan(0.08);
  });
});
