// Sessions of k6/ws, as checks: every one of them passes in k6 too. BASE is the target.

import { check } from 'k6';
import http from 'k6/http';
import ws from 'k6/ws';

export const options = { vus: 1, iterations: 1 };

const U = __ENV.BASE.replace('http', 'ws');

/** What happened in a session, in order. */
function session(path, params, more) {
  const events = [];
  const note = (name) => (value) => events.push(value === undefined ? name : `${name} ${value}`);
  const answer = ws.connect(path.startsWith('ws') ? path : U + path, params, (socket) => {
    socket.on('open', note('open'));
    socket.on('message', note('message'));
    socket.on('close', note('close'));
    socket.on('error', (error) => events.push(`error ${error.error()}`));
    if (more) more(socket, events);
  });
  return { answer, events: events.join() };
}

function talk() {
  const events = [];
  const answer = ws.connect(`${U}/echo`, { headers: { 'X-H': '1' }, tags: { kind: 'talk' } }, (socket) => {
    events.push('body');
    socket.on('open', () => {
      events.push('open');
      socket.send('one');
      socket.sendBinary(new Uint8Array([1, 2, 3]).buffer);
      socket.ping();
    });
    socket.on('message', (text) => events.push(text));
    socket.on('binaryMessage', (bytes) => events.push(new Uint8Array(bytes).length));
    socket.on('pong', () => {
      events.push('pong');
      events.push(http.get(`${__ENV.BASE}/echo`).status);
      let ticks = 0;
      socket.setInterval(() => ticks++, 20);
      socket.setTimeout(() => {
        socket.close();
        events.push(ticks > 0 ? 'behind' : 'no tick');
      }, 200);
    });
    socket.on('close', (code) => events.push(`close ${code}`));
  });
  return (
    answer.status === 101 &&
    answer.headers.Upgrade === 'websocket' &&
    answer.url === `${U}/echo` &&
    events.join() === 'body,open,one,3,pong,200,close 1001,behind'
  );
}

function headers() {
  let sent = {};
  const jar = new http.CookieJar();
  jar.set(__ENV.BASE, 'c', 'd');
  const params = { headers: { 'X-A': 'b', 'Sec-WebSocket-Protocol': 'p1' }, jar };
  ws.connect(`${U}/headers`, params, (socket) => {
    socket.on('message', (text) => {
      sent = JSON.parse(text);
      socket.close();
    });
  });
  return sent['x-a'] === 'b' && sent.cookie === 'c=d' && sent['sec-websocket-protocol'] === 'p1';
}

function throwsIn(where) {
  let closed = false;
  try {
    ws.connect(`${U}/echo`, null, (socket) => {
      socket.on('close', () => {
        closed = true;
      });
      if (where === 'body') throw new Error(where);
      socket.on('open', () => {
        throw new Error(where);
      });
    });
  } catch (error) {
    return closed && error.message === where;
  }
  return false;
}

export default function () {
  check(null, {
    talk,
    headers,
    'the target closes': () => session('/closes').events === 'open,message bye,close 1001',
    'the target closes with a code': () =>
      session('/echo', {}, (socket) => socket.on('open', () => socket.send('close'))).events ===
      'open,error websocket: close 4000: asked,close 4000',
    'the connection breaks': () =>
      session('/kill').events ===
      'open,error websocket: close 1006 (abnormal closure): unexpected EOF,close 1006',
    'the script closes with a code': () =>
      session('/echo', {}, (socket) => socket.on('open', () => socket.close(3001))).events ===
      'open,close 3001',
    'pings are heard': () =>
      session('/pings', {}, (socket, events) => {
        socket.on('ping', () => {
          events.push('ping');
          socket.close();
        });
      }).events === 'open,ping,close 1001',
    'the target refuses': () => {
      const { answer, events } = session('/refuse');
      return (
        answer.status === 403 &&
        answer.body === 'no' &&
        answer.headers['X-Why'] === 'because' &&
        events === ''
      );
    },
    'nobody is there': () => {
      const { answer } = session('ws://127.0.0.1:1/');
      return answer.status === 0 && answer.error !== '';
    },
    'an error in a handler is thrown': () => throwsIn('handler'),
    'an error in the body is thrown': () => throwsIn('body'),
    'no params are needed': () =>
      ws.connect(`${U}/echo`, (socket) => socket.on('open', () => socket.close())).status === 101,
  });
}
