import { EXIT_CODES } from '../lib/headless/exit-code.ts';

/** Ends the program with a message for the person who typed the command. */
export class Refused extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode: number = EXIT_CODES.invalidPlan) {
    super(message);
    this.exitCode = exitCode;
  }
}

export const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

export const indented = (text: string) => text.replaceAll(/^/gm, '  ');
