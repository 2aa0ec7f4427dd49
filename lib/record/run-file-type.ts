/** A type that no form of another site can send. */
export const RUN_FILE_TYPE = 'application/vnd.rehearsal.run';

/** What such files are called. */
export const RUN_FILE_EXTENSION = '.rehearsal';
