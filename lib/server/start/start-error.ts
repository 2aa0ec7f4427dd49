/** Why the server cannot start, in sentences for the person who started it. No stack is shown. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
