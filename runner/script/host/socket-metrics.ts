import type { ScriptMetrics, TagOf } from './metrics.ts';
import type { SocketMetrics } from './script-socket.ts';

/** k6's metrics of WebSocket sessions: names and meaning are k6's. `tagOf` knows the tags of a session with a status. */
export function socketMetrics(
  all: ScriptMetrics,
  now: () => number,
  tagOf: (status: number) => TagOf,
): SocketMetrics {
  const counter = (name: string) => all.family(name, 'counter', false);
  const time = (name: string) => all.family(name, 'trend', true);
  return {
    connected: (ms, status) => {
      counter('ws_sessions').add(1, now(), tagOf(status));
      time('ws_connecting').add(ms, now(), tagOf(status));
    },
    ended: (ms, status) => time('ws_session_duration').add(ms, now(), tagOf(status)),
    sent: (status) => counter('ws_msgs_sent').add(1, now(), tagOf(status)),
    received: (status) => counter('ws_msgs_received').add(1, now(), tagOf(status)),
    ponged: (ms, status) => time('ws_ping').add(ms, now(), tagOf(status)),
    transferred: (received, sent, status) => {
      counter('data_received').add(received, now(), tagOf(status));
      counter('data_sent').add(sent, now(), tagOf(status));
    },
  };
}
