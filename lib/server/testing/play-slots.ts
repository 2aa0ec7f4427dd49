import { fixed, SimulatedTarget } from '../../capacity/testing/simulated-target.ts';
import type { FakeRun } from './fake-engine.ts';

/** Lets a run go on against 8 slots of 20 ms, as fast as the machine can, until it stops itself or `seconds` are over. */
export async function playSlots(run: FakeRun, seconds = 10_000): Promise<void> {
  const target = new SimulatedTarget({ slots: 8, service: fixed(0.02), think: fixed(0) });
  let users = 0;
  for (let second = 0; second < seconds && !run.isOver; second++) {
    const wanted = run.usersNow();
    const change = wanted === users ? undefined : { load: wanted, into: 0 };
    users = wanted;
    run.passWith(target.pass(change));
    // The run's own stop takes effect between two seconds.
    await new Promise(setImmediate);
  }
}
