/** Where a plan was run last from this browser: the first thing to offer the next time. */
const keyOf = (planId: string) => `rehearsal:environment:${planId}`;

export function rememberEnvironment(planId: string, environmentId: string): void {
  try {
    localStorage.setItem(keyOf(planId), environmentId);
  } catch {
    // Without storage the first environment is offered.
  }
}

/** The remembered environment if it is still there, else the first. */
export function rememberedEnvironment(
  planId: string,
  environments: readonly { id: string }[],
): string | undefined {
  let remembered: string | null = null;
  try {
    remembered = localStorage.getItem(keyOf(planId));
  } catch {
    // As above.
  }
  return (environments.find(({ id }) => id === remembered) ?? environments[0])?.id;
}
