import type { Network } from '../http/open-socket.ts';
import type { Origins } from '../http/origins.ts';
import type { RateCeiling } from '../http/rate-ceiling.ts';
import type { Recorder } from '../recorder/recorder.ts';
import type { AlarmClock } from './alarm-clock.ts';
import type { Deadlines } from './deadlines.ts';
import type { RunClock } from './run-clock.ts';
import type { Turns } from './turns.ts';

/** What all VUs of one worker share. */
export type Toolbox = {
  clock: RunClock;
  alarms: AlarmClock;
  turns: Turns;
  recorder: Recorder;
  ceiling: RateCeiling;
  origins: Origins;
  network: Network;
  baseUrl: string;
  /** The next value of `{{$counter}}`. */
  counter: () => number;
  /** The list of requests that may take so long. */
  deadlines: (allowedMs: number) => Deadlines;
  /** The process ends in a moment and closes all sockets by itself: nobody needs to close them one by one. */
  ending: boolean;
  /** An error that no plan should be able to cause ends the run. */
  broken: (error: unknown) => void;
};
