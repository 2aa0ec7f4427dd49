import { StringDecoder } from 'node:string_decoder';
import { createParser, type EventSourceMessage, type EventSourceParser } from 'eventsource-parser';
import { Answer, type Headers } from '../http/answer.ts';
import { Connection, type ConnectionUser } from '../http/connection.ts';
import { MOST_KEPT_BYTES } from '../http/decode-body.ts';
import { RequestFailure } from '../http/error-kind.ts';
import type { Requester } from '../http/exchange.ts';
import { bytesOf, type Outgoing } from '../http/outgoing.ts';
import type { Head } from '../http1/response-parser.ts';
import type { Toolbox } from '../worker/toolbox.ts';
import type { EventStreamPlan } from './event-stream-plan.ts';
import { StreamSession } from './stream-session.ts';

const USUAL_EVENT = 'message';

type Heard = { data: string; atMs: number };

/** A stream of server-sent events that is listened to over a connection of its own. */
export class EventStreamSession extends StreamSession implements ConnectionUser {
  private readonly plan: EventStreamPlan;
  private connection: Connection | null = null;
  private parser: EventSourceParser | null = null;
  private readonly decoder = new StringDecoder('utf8');
  /** The last event that matters. */
  private last: Heard | null = null;
  private heard = 0;
  private enough = false;

  constructor(plan: EventStreamPlan, toolbox: Toolbox, requester: Requester, dueMs: number) {
    super(plan.handshake, toolbox, requester, dueMs);
    this.plan = plan;
  }

  onSent(atMs: number): void {
    this.noteConnecting();
    this.handshakeSent(atMs);
  }

  onBytes(): void {
    if (this.state === 'open') this.recorderNow();
  }

  onHead(head: Head): void {
    if (this.state !== 'connecting') return;
    const headers = head.all();
    this.answered(head.status, headers);
    const problem = answerProblem(head.status, headers);
    if (problem) this.fail(problem);
    else this.opened();
  }

  onData(bytes: Buffer, start: number, end: number): void {
    if (this.state !== 'open') return;
    this.parser?.feed(this.decoder.write(bytes.subarray(start, end)));
    if (this.enough) this.finish();
  }

  onEnd(): void {
    if (this.state !== 'open') return;
    if (this.plan.until.type === 'end') this.finish();
    else this.fail(new RequestFailure('reset', 'the target ended the stream of events too early'));
  }

  onError(error: Error): void {
    if (this.state === 'connecting') this.noteConnecting();
    this.fail(error);
  }

  protected connect(outgoing: Outgoing): void {
    bytesOf(outgoing);
    this.parser = createParser({
      onEvent: (event) => this.hear(event),
      maxBufferSize: MOST_KEPT_BYTES,
      onError: ({ type }) => {
        if (type === 'max-buffer-size-exceeded') this.fail(new RequestFailure('protocol', TOO_LARGE));
      },
    });
    this.connection = new Connection(outgoing.origin, this.toolbox.network);
    this.connection.send(outgoing, this, this.toolbox.clock.now());
  }

  protected start(nowMs: number): void {
    this.toolbox.alarms.set(this, nowMs + this.plan.until.limitMs());
  }

  protected timeIsUp(): void {
    const { until } = this.plan;
    if (until.type === 'time') this.finish();
    else this.fail(new RequestFailure('timeout', `${WAITED_FOR[until.type]} in the time allowed`));
  }

  /** Only handshakes wait for the ceiling. */
  protected letPass(): void {}

  protected missMessages(nowMs: number): void {
    this.missFirstMessage(nowMs);
    this.plan.reader.read(null, this.requester, nowMs, this);
  }

  protected takeBytes(): void {
    const { connection } = this;
    if (connection) this.recorder.transferred(connection.takeReceived(), connection.takeSent());
  }

  protected tellRemote(serviceMs: number, failed: boolean): void {
    this.connection?.remote?.ended(serviceMs, failed);
  }

  protected hangUp(): void {
    const { connection } = this;
    this.connection = null;
    this.parser = null;
    connection?.destroy(new RequestFailure('other', 'the session is over'));
  }

  title(): string {
    return `SSE ${this.url()}`;
  }

  private noteConnecting(): void {
    const { connection, times } = this;
    if (!connection) return;
    times.startMs = connection.connectStartMs;
    times.dnsMs = connection.dnsMs;
    times.connectingMs = connection.connectingMs;
    times.tlsMs = connection.tlsMs;
  }

  private hear({ event = USUAL_EVENT, data }: EventSourceMessage): void {
    if (this.state !== 'open') return;
    const atMs = this.gotMessage();
    const { plan } = this;
    if (this.enough || (plan.event !== null && plan.event !== event)) return;
    this.heard++;
    this.last = { data, atMs };
    const { match, events } = plan.until;
    this.guarded(() => {
      this.enough = match ? match(this.answer(data, atMs), this.requester.values) : this.heard >= events;
    });
  }

  /** It was listened to long enough. */
  private finish(): void {
    const { last, plan } = this;
    this.guarded(() => {
      const message = last && this.answer(last.data, last.atMs);
      plan.reader.read(message, this.requester, this.recorderNow(), this);
      this.done();
    });
  }

  private answer(data: string, atMs: number): Answer {
    const body = Buffer.from(data);
    return new Answer({
      status: this.status,
      headers: this.headers,
      serviceMs: atMs - this.times.startMs,
      size: body.length,
      unreadable: null,
      contentType: undefined,
      body,
      cookies: (name) => this.requester.cookies?.valueOf(name, this.url()),
    });
  }
}

const TOO_LARGE = `an event is larger than ${MOST_KEPT_BYTES / 1024 / 1024} MB`;

const WAITED_FOR = {
  events: 'fewer events came than were waited for',
  match: 'the event that was waited for did not come',
  end: 'the target did not end the stream',
} as const;

function answerProblem(status: number, headers: Headers): RequestFailure | null {
  if (status !== 200) return new RequestFailure('status', `answered ${status} instead of a stream of events`);
  const type = String(headers['content-type'] ?? '');
  if (!/^text\/event-stream\b/i.test(type)) {
    return new RequestFailure('protocol', `answered with "${type}" instead of text/event-stream`);
  }
  const encoding = headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity') return null;
  return new RequestFailure(
    'protocol',
    `the stream is encoded as ${encoding}, which we do not decode; leave the accept-encoding header out`,
  );
}
