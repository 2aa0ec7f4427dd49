/** A file as another one imports it. */
export function pathFrom(file: string, other: string): string {
  const here = file.split('/').slice(0, -1);
  const there = other.split('/');
  let shared = 0;
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared++;
  const up = here.length - shared;
  return `${up === 0 ? './' : '../'.repeat(up)}${there.slice(shared).join('/')}`;
}
