/** Then it starts without. Milliseconds. */
const PATIENCE_MS = 5_000;

/**
 * What is asked for first takes several times as long as what comes after it, since the code of pages and of the API is loaded
 * then. So the list of runs is asked for once, with its data, before anybody waits for it.
 */
export async function warmUp(address: string): Promise<void> {
  for (const path of ['/runs', '/api/runs?limit=1'])
    await fetch(address + path, { signal: AbortSignal.timeout(PATIENCE_MS) })
      .then((answer) => answer.arrayBuffer())
      // Whoever asks next hears what is wrong.
      .catch(() => {});
}
