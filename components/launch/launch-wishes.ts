import type { CapacitySettingsInput } from '@/lib/capacity/settings.ts';
import type { LaunchSettings, LaunchSettingsInput } from '@/lib/launch/settings.ts';

/** What is typed; empty where the usual is wanted. */
export type LaunchWishes = {
  by: 'load' | 'visits';
  load: string;
  visitsPerHour: string;
  sessionMinutes: string;
  safetyFactor: string;
  date: string;
  level: string;
  sustained: string;
  /** How the capacity is looked for. */
  search: CapacitySettingsInput;
};

export const FIRST_WISHES: LaunchWishes = {
  ...{ by: 'load', load: '', visitsPerHour: '', sessionMinutes: '' },
  ...{ safetyFactor: '', date: '', level: '', sustained: '', search: {} },
};

/** What was asked of an earlier rehearsal, as it would be typed. */
export function wishesOf({
  peak,
  safetyFactor,
  date,
  level,
  sustained,
  search,
}: LaunchSettings): LaunchWishes {
  return {
    ...FIRST_WISHES,
    ...(peak.by === 'load'
      ? { by: peak.by, load: String(peak.load) }
      : {
          by: peak.by,
          visitsPerHour: String(peak.visitsPerHour),
          sessionMinutes: String(peak.sessionSeconds / 60),
        }),
    ...{ safetyFactor: String(safetyFactor), date: date ?? '', level, sustained, search },
  };
}

/** What is not there, or no number, is sent as it is: the server says what is wrong with it. */
export function settingsOf(wishes: LaunchWishes): LaunchSettingsInput {
  const { by, date, level, sustained, safetyFactor, search } = wishes;
  return {
    peak:
      by === 'load'
        ? { by, load: Number(wishes.load) }
        : {
            by,
            visitsPerHour: Number(wishes.visitsPerHour),
            sessionSeconds: Number(wishes.sessionMinutes) * 60,
          },
    ...(safetyFactor !== '' && { safetyFactor: Number(safetyFactor) }),
    ...(date !== '' && { date }),
    ...(level !== '' && { level }),
    ...(sustained !== '' && { sustained }),
    search,
  };
}
