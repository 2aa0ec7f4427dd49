/** Seconds that are sent one by one; charts of longer runs draw stretches. */
export const MAX_POINTS = 1800;

/** Of what somebody noted, characters. */
export const MAX_NOTE = 500;
