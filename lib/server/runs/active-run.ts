import { setTimeout } from 'node:timers/promises';
import { CapacitySearch } from '../../capacity/search.ts';
import { durationMs } from '../../plan/duration.ts';
import { type ConductedRun, conductRun, type RunOutcome, type RunOutput } from '../../run/conduct.ts';
import type { EngineEvent } from '../../run/engine.ts';
import type { ShownExchange } from '../../run/failure-figures.ts';
import type { RunMark } from '../../run/run-event.ts';
import { viewOf } from '../../run/run-state.ts';
import type { RunStatus, RunView } from '../../run/view.ts';
import type { SteerAnswer, SteerOrder } from '../../steer/order.ts';
import type { StoppedBy } from '../context.ts';
import { deadMansSwitch } from './dead-mans-switch.ts';
import { endingByRecord } from './ending-by-record.ts';
import type { QueuedRun } from './queued-run.ts';
import { type Ending, ending } from './run-ending.ts';
import { keepEvents, newEvent } from './run-events.ts';
import type { SupervisorOptions } from './run-supervisor.ts';

type Surroundings = Pick<
  Required<SupervisorOptions>,
  'db' | 'presence' | 'startRun' | 'records' | 'probes' | 'views' | 'audience' | 'log' | 'retryMs'
>;

/** One run from its start until its end is in the database. Shown from memory meanwhile. */
export class ActiveRun {
  readonly id: string;
  readonly environmentId: string;
  readonly setId: string | null;
  /** Names, for people. */
  readonly plan: string;
  readonly environment: string;
  /** Resolves when the run has ended and viewers know. Never rejects. */
  readonly ended: Promise<void>;
  private readonly queued: QueuedRun;
  private readonly around: Surroundings;
  private readonly conducted: ConductedRun;
  private status: Exclude<RunStatus, 'queued'> = 'starting';
  /** Of a run that is one. */
  private readonly search: CapacitySearch | undefined;
  /** What of it is kept, so that each step is written once. */
  private keptOfSearch = '';
  /** Marks are kept one after the other, so that the last one is the run's last. */
  private keeping: Promise<void> = Promise.resolve();
  private putSwitchAway: () => void = () => {};
  /** The last second that viewers got. */
  private published = -1;

  /** Starts the run; its first event comes in a later tick. */
  constructor(queued: QueuedRun, around: Surroundings) {
    const { id, environmentId, setId, request, release, search } = queued;
    this.queued = queued;
    this.id = id;
    this.environmentId = environmentId;
    this.setId = setId;
    this.plan = request.plan.name;
    this.environment = request.environment.name;
    this.around = around;
    this.search = search ? new CapacitySearch(request.plan, search, request.environment) : undefined;
    this.conducted = conductRun({
      startRun: around.startRun,
      request,
      release,
      outputs: [around.records.writer(id), around.probes.output(id, request), this.statusOutput()],
      onMark: (mark) => this.keepMark(mark),
      pilot: this.search,
      onState: ({ end }) => {
        // The end is published when it is written, so that lists and pages agree.
        if (end === null) this.publish();
        this.keepSearch();
      },
    });
    around.views.show(id, (afterSecond) => this.view(afterSecond));
    around.log.info({ run: id, plan: this.plan, environment: this.environment }, 'run started');
    this.ended = this.conducted.finished.then((outcome) => this.finish(outcome));
  }

  /** Ends the run. Idempotent; the first reason wins. False when it has ended. */
  stop(by: StoppedBy, who?: string): boolean {
    if (this.status === 'stopping' || this.status === 'finished') return this.status === 'stopping';
    this.status = 'stopping';
    this.conducted.stop({ kind: 'stopped', by, ...(who !== undefined && { who }) });
    this.publish();
    this.setStatus({ status: 'stopping' }).catch((err: unknown) =>
      this.around.log.warn({ err, run: this.id }, 'the database does not know yet that the run is stopping'),
    );
    return true;
  }

  /** Changes the load, or says why not. */
  steer(order: SteerOrder, by: string | null): SteerAnswer {
    const answer = this.conducted.steer(order, by);
    if (answer.ok) this.publish();
    return answer;
  }

  samples(): ShownExchange[] {
    return this.conducted.state.failures.exchanges();
  }

  private view(afterSecond: number): RunView {
    const view = viewOf(this.conducted.state, { id: this.id, afterSecond, status: this.status });
    return this.status === 'finished' ? view : { ...view, verdict: null, endReason: null };
  }

  private publish(): void {
    const { audience } = this.around;
    if (audience.isWatched(this.id)) audience.update(this.view(this.published));
    this.published = this.conducted.state.points.length - 1;
  }

  private keepMark(mark: RunMark): void {
    const { db, audience, log } = this.around;
    const event = newEvent(mark);
    audience.event(this.id, event);
    this.keeping = this.keeping
      .then(() => keepEvents(db, this.id, [event]))
      .catch((err: unknown) => log.warn({ err, run: this.id }, 'an event of the run could not be kept'));
  }

  /** Writes where the search is whenever it turned to something else. */
  private keepSearch(): void {
    const report = this.search?.report();
    if (!report) return;
    const { phase, steps, load } = report;
    const place = `${phase} ${steps.length} ${load}`;
    if (place === this.keptOfSearch) return;
    this.keptOfSearch = place;
    const { db, log } = this.around;
    const capacity = JSON.stringify(report);
    this.keeping = this.keeping
      .then(() => db.run.updateMany({ where: { id: this.id }, data: { capacity } }))
      .then(() => this.around.audience.changed())
      .catch((err: unknown) => log.warn({ err, run: this.id }, 'a step of the search could not be kept'));
  }

  /** In production, if so configured: the run goes on only while somebody watches. */
  private armSwitch(): void {
    const { production, deadMansSwitch: patience } = this.queued.request.environment;
    if (!production || patience === undefined) return;
    this.putSwitchAway = deadMansSwitch(this.id, this.around.presence, durationMs(patience), () =>
      this.stop('dead-mans-switch'),
    );
  }

  private statusOutput(): RunOutput {
    return {
      onEvent: async (event) => {
        if (event.type !== 'started') return;
        const { startedAt, workers } = event;
        if (this.status === 'starting') this.status = 'running';
        this.armSwitch();
        await this.setStatus({ status: this.status, startedAt: new Date(startedAt), workers });
        this.around.audience.changed();
      },
      close: () => {},
    };
  }

  private async setStatus(data: { status: RunStatus; startedAt?: Date; workers?: number }): Promise<void> {
    await this.around.db.run.updateMany({ where: { id: this.id, status: { not: 'finished' } }, data });
  }

  private async finish(outcome: RunOutcome): Promise<void> {
    const { log, views } = this.around;
    this.putSwitchAway();
    await this.keeping;
    const capacity = this.search && JSON.stringify(this.search.report());
    const data = { ...(await this.endingOf(outcome)), ...(capacity !== undefined && { capacity }) };
    const written = await this.writeEnd(data);
    this.status = 'finished';
    this.publish();
    if (written) views.hide(this.id);
    else void this.writeEndLater(data);
    const { verdict, endReason } = outcome.summary;
    log.info({ run: this.id, verdict, endReason }, 'run ended');
  }

  private async endingOf({ state, reason, summary }: RunOutcome): Promise<Ending> {
    const endedAt = Date.now();
    const { records, log } = this.around;
    if (reason.kind === 'storage') {
      const { request, release } = this.queued;
      const steering: EngineEvent[] = [
        { type: 'steered', atMs: 0, acts: [...state.acts], text: '', by: null },
      ];
      const run = { id: this.id, release, workers: state.workers, ...request, steering };
      try {
        return await endingByRecord(run, records, { reason, endedAt });
      } catch (err) {
        log.error({ err, run: this.id }, 'the record of the run cannot be read');
      }
    }
    return ending({ state, reason, summary, endedAt });
  }

  private async writeEnd(data: Ending): Promise<boolean> {
    const { db, log } = this.around;
    try {
      await db.run.update({ where: { id: this.id }, data });
      return true;
    } catch (err) {
      log.error({ err, run: this.id }, 'the end of the run could not be written; trying again');
      return false;
    }
  }

  /** The disk may be full for a while: until then pages are answered from memory. */
  private async writeEndLater(data: Ending): Promise<void> {
    do await setTimeout(this.around.retryMs, undefined, { ref: false });
    while (!(await this.writeEnd(data)));
    this.around.views.hide(this.id);
    this.around.audience.changed();
  }
}
