import type { Check } from '../../lib/plan/condition.ts';
import type { Extract } from '../../lib/plan/extract.ts';
import type { Answer } from '../http/answer.ts';
import type { Requester } from '../http/exchange.ts';
import type { Recorder } from '../recorder/recorder.ts';
import type { ExchangeSource } from '../recorder/samples/exchange-samples.ts';
import { type CompiledCheck, compileCheck } from '../vu/checks.ts';
import { type CompiledExtract, compileExtract } from '../vu/extracts.ts';
import type { TextContext } from '../vu/text.ts';
import type { Handshake } from './handshake.ts';

/** What is checked of a message and taken out of it, compiled. */
export class MessageReader {
  private readonly series: number;
  private readonly mustSucceed: boolean;
  private readonly recorder: Recorder;
  private readonly checks: CompiledCheck[];
  private readonly extracts: CompiledExtract[];

  constructor(
    { checks, extract }: { checks: readonly Check[]; extract: readonly Extract[] },
    { series, mustSucceed }: Handshake,
    recorder: Recorder,
    context: TextContext,
  ) {
    this.series = series;
    this.mustSucceed = mustSucceed;
    this.recorder = recorder;
    this.checks = checks.map((check) => compileCheck(check, recorder.checkFor(series, check), context));
    this.extracts = extract.map((one) => compileExtract(one, context.names.slotOf(one.as)));
  }

  /**
   * Without a message every check fails and every extraction finds nothing. `source` is the session. Throws
   * IterationFailure.
   */
  read(message: Answer | null, vu: Reading, atMs: number, source: Session): void {
    for (const check of this.checks) {
      const passed = message !== null && check.passes(message, vu.values);
      check.recorder.count(passed);
      if (passed) continue;
      const failed = `check "${check.recorder.name}" failed`;
      if (this.mustSucceed) vu.requestFailed(`${source.title()}: ${failed}`);
      if (!message) continue;
      const found = () => `${failed}: ${check.found(message)}`;
      this.recorder.samples.of(this.series).failed('check', failed, atMs, source, found);
      const say = () => `${source.title()}: ${found()}`;
      this.recorder.sample(atMs, this.series, 'check', say, message.status);
    }
    for (const { slot, otherwise, read } of this.extracts) {
      vu.setVariable(slot, (message ? read(message) : undefined) ?? otherwise);
    }
  }
}

type Session = ExchangeSource & { title(): string };
/** The VU for which messages are read. */
type Reading = Pick<Requester, 'values' | 'setVariable' | 'requestFailed'>;
