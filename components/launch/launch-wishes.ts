import type { LaunchSettingsInput } from '@/lib/launch/settings.ts';

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
};

export const FIRST_WISHES: LaunchWishes = {
  ...{ by: 'load', load: '', visitsPerHour: '', sessionMinutes: '' },
  ...{ safetyFactor: '', date: '', level: '', sustained: '' },
};

/** What is not there, or no number, is sent as it is: the server says what is wrong with it. */
export function settingsOf(wishes: LaunchWishes): LaunchSettingsInput {
  const { by, date, level, sustained, safetyFactor } = wishes;
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
  };
}
