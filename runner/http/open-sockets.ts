import type { Socket } from 'node:net';

/** How many sockets of this worker are open, or being opened. */
export class OpenSockets {
  open = 0;

  add(socket: Socket): void {
    this.open++;
    // The same function for all sockets; `once` would make one for each.
    socket.on('close', this.closed);
  }

  private readonly closed = (): void => {
    this.open--;
  };
}
