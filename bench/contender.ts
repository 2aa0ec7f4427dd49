/** What every tool is given alike. The target is on this machine. */
export type Job = {
  url: string;
  connections: number;
  seconds: number;
  /** Folder for what a tool reads and writes. */
  scratch: string;
};

/** Users with think time, each with a connection of its own. */
export type UsersJob = {
  url: string;
  users: number;
  rampSeconds: number;
  holdSeconds: number;
  /** Each pause is drawn evenly from this, seconds. */
  think: { min: number; max: number };
  scratch: string;
};

/** What a tool says about its run. */
export type Reported = {
  /** Finished requests. */
  requests: number;
  /** Milliseconds; undefined where the tool tells none. */
  p50?: number;
  p99?: number;
  /** How long it sent requests, where that is not what it was told. */
  seconds?: number;
};

export type Contender = {
  name: string;
  /** What it does with each response; peers differ in what they can do at all. */
  work: string;
  /** Command that prints a version; left out where the program is always there. */
  versionCommand?: string[];
  get(job: Job): string[];
  /** Reads what the command printed or wrote. Throws when that is not what it should be. */
  reported(stdout: string, job: Job): Reported;
  /** Left out by tools that play no users. */
  users?: (job: UsersJob) => string[];
};

/** The number in the first group of `pattern`. */
export function numberIn(pattern: RegExp, text: string): number {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`No ${pattern} in: ${text.slice(-2000)}`);
  return Number(found);
}
