/** How many endpoints the noisy target has. */
export const ENDPOINTS = 20;
