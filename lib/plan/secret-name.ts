/** Names of variables, parameters and fields whose values let somebody in: the source of an expression. */
export const SECRET_NAME =
  '[\\w.-]*(?:password|passwd|pwd|secret|token|api[-_]?key|apikey|credential|session[-_]?id|authorization|jwt|signature)[\\w.-]*|sid|sig|auth|otp|pin|code_verifier';

const IS_SECRET = new RegExp(`^(?:${SECRET_NAME})$`, 'i');

/** Whether a value of this name must be shown nowhere, whatever it is declared as. */
export const isSecretName = (name: string): boolean => IS_SECRET.test(name);
