import { durationMs } from '../../lib/plan/duration.ts';
import type { WebSocketAction, WebSocketActionOf, WebSocketStep } from '../../lib/plan/websocket-step.ts';
import type { Series } from '../../lib/run/series.ts';
import { compileJsonText, compileText, type Text, type TextContext, textNow } from '../vu/text.ts';
import { compileThink } from '../vu/think.ts';
import type { Toolbox } from '../worker/toolbox.ts';
import { compileHandshake, type Handshake } from './handshake.ts';
import { type CompiledMatch, compileMatch } from './message-match.ts';
import { MessageReader } from './message-reader.ts';
import type { WebSocketSession } from './websocket-session.ts';

/** Moves a session on: sets where it continues, and whether it has to wait before. */
type Instruction = (session: WebSocketSession) => void;

/** A message that is waited for, compiled. */
export type Expectation = {
  /** Index among the expectations of the plan, in document order. */
  index: number;
  match: CompiledMatch;
  timeoutMs: number;
  fails: boolean;
  reader: MessageReader;
};

/** A WebSocket step, compiled. */
export type WebSocketPlan = {
  handshake: Handshake;
  subprotocols: Text[];
  instructions: Instruction[];
  /** Counters that a session needs for its repeats. */
  counters: number;
  expectations: Expectation[];
  /** Messages that come while nobody waits for one may be wanted later. */
  keepsMessages: boolean;
};

export function compileWebSocket(
  step: WebSocketStep,
  place: Omit<Series, 'name' | 'stream'>,
  toolbox: Toolbox,
  context: TextContext,
): WebSocketPlan {
  const handshake = compileHandshake(step, place, {}, toolbox, context);
  const compiler = new ActionCompiler(handshake, toolbox, context);
  compiler.actions(step.actions);
  const { instructions, counters, expectations } = compiler;
  return {
    handshake,
    subprotocols: step.subprotocols.map((text) => compileText(text, context)),
    instructions,
    counters,
    expectations,
    keepsMessages: expectations.length > 0,
  };
}

class ActionCompiler {
  readonly instructions: Instruction[] = [];
  readonly expectations: Expectation[] = [];
  counters = 0;
  private readonly handshake: Handshake;
  private readonly toolbox: Toolbox;
  private readonly context: TextContext;

  constructor(handshake: Handshake, toolbox: Toolbox, context: TextContext) {
    this.handshake = handshake;
    this.toolbox = toolbox;
    this.context = context;
  }

  actions(actions: readonly WebSocketAction[]): void {
    for (const action of actions) this.action(action);
  }

  private action(action: WebSocketAction): void {
    switch (action.type) {
      case 'send': {
        const content = this.content(action);
        this.instructions.push((session) => session.send(content));
        return;
      }
      case 'expect': {
        const expectation = this.expectation(action);
        this.expectations.push(expectation);
        this.instructions.push((session) => session.expect(expectation));
        return;
      }
      case 'hold': {
        const draw = compileThink(action.time);
        this.instructions.push((session) => session.hold(draw()));
        return;
      }
      case 'repeat':
        this.repeat(action);
        return;
      case 'close': {
        const { code } = action;
        const reason = compileText(action.reason, this.context);
        this.instructions.push((session) => session.close(code, textNow(reason, session.values)));
        return;
      }
      case 'expect-close': {
        const { code } = action;
        const ms = durationMs(action.timeout);
        this.instructions.push((session) => session.expectClose(ms, code));
        return;
      }
    }
  }

  /** What is sent: bytes that never vary are made once. */
  private content({
    content,
    format,
  }: WebSocketActionOf<'send'>): (session: WebSocketSession) => string | Buffer {
    const text =
      format === 'json' ? compileJsonText(content, this.context) : compileText(content, this.context);
    if (typeof text === 'string') {
      const fixed = format === 'base64' ? Buffer.from(text, 'base64') : text;
      return () => fixed;
    }
    return format === 'base64'
      ? ({ values }) => Buffer.from(text(values), 'base64')
      : ({ values }) => text(values);
  }

  private expectation(action: WebSocketActionOf<'expect'>): Expectation {
    return {
      index: this.expectations.length,
      match: compileMatch(action.match, this.context),
      timeoutMs: durationMs(action.timeout),
      fails: action.onTimeout === 'fail',
      reader: new MessageReader(action, this.handshake, this.toolbox.recorder, this.context),
    };
  }

  private repeat({ times, actions }: WebSocketActionOf<'repeat'>): void {
    const counter = this.counters++;
    let end = 0;
    this.instructions.push((session) => session.startCounting(counter, times));
    const start = this.instructions.length;
    this.instructions.push((session) => session.countDown(counter, end));
    this.actions(actions);
    this.instructions.push((session) => session.jump(start));
    end = this.instructions.length;
  }
}
