/** Longest name, characters. */
export const MAX_VARIABLE_NAME = 100;
export const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** Whether placeholders can use the name. */
export const isVariableName = (name: string): boolean =>
  name.length <= MAX_VARIABLE_NAME && VARIABLE_NAME.test(name);
