/** Pixels around the plot; the crosshair's layer lies exactly over what is inside. */
export const PLOT_INSETS = { left: 52, right: 20, top: 10, bottom: 22 } as const;
