// Sessions of k6/websockets, as checks: every one of them passes in k6 too. BASE is the target.

import { check } from 'k6';
import { setTimeout } from 'k6/experimental/timers';
import { WebSocket } from 'k6/experimental/websockets';
import http from 'k6/http';

export const options = { vus: 1, iterations: 1 };

const U = __ENV.BASE.replace('http', 'ws');

/** Checks what happened in a session once it is over. */
function session(name, address, expected, more) {
  const events = [];
  const socket = new WebSocket(address.startsWith('ws') ? address : U + address, null, { tags: { name } });
  events.push(socket.readyState);
  socket.onopen = () => events.push(`open ${socket.readyState}`);
  socket.onmessage = ({ data }) =>
    events.push(typeof data === 'string' ? data : `bytes ${new Uint8Array(data).join('+')}`);
  socket.onerror = ({ error }) => events.push(`error ${error}`);
  socket.addEventListener('ping', () => events.push('ping'));
  socket.addEventListener('pong', () => events.push('pong'));
  socket.addEventListener('close', ({ type }) => {
    events.push(`${type} ${socket.readyState}`);
    check(events, { [name]: () => events.join() === expected });
  });
  if (more) more(socket, events);
}

export default function () {
  session('talks', '/echo', '0,open 1,one,bytes 1+2+3,pong,200,2,close 3', (socket, events) => {
    socket.addEventListener('open', () => {
      socket.send('one');
      socket.send(new Uint8Array([1, 2, 3]).buffer);
      socket.ping();
    });
    socket.addEventListener('pong', () => {
      setTimeout(() => {
        events.push(http.get(`${__ENV.BASE}/echo`).status);
        socket.close();
        events.push(socket.readyState);
      }, 20);
    });
  });
  session('the target closes', '/closes', '0,open 1,bye,close 3');
  session(
    'the target closes with a code',
    '/echo',
    '0,open 1,error websocket: close 4000: asked,close 3',
    (socket) => socket.addEventListener('open', () => socket.send('close')),
  );
  session(
    'the connection breaks',
    '/kill',
    '0,open 1,error websocket: close 1006 (abnormal closure): unexpected EOF,close 3',
  );
  session('the target refuses', '/refuse', '0,error websocket: bad handshake,close 3');
  session('closes with a code', '/echo', '0,open 1,close 3', (socket) =>
    socket.addEventListener('open', () => socket.close(3001, 'why')),
  );
  const refused = ['http://127.0.0.1:1/', 'nonsense'].filter((address) => {
    try {
      return new WebSocket(address) === null;
    } catch (error) {
      return String(error) !== '';
    }
  });
  check(refused, { 'only ws and wss are addresses': (list) => list.length === 2 });
}
