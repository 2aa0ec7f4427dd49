import { keysOf, type Path } from './path.ts';

/** Puts the cursor into the field at a path; where it is not shown, into the nearest thing around it that is. */
export function focusField(path: Path): boolean {
  const keys = keysOf(path);
  for (let length = keys.length; length > 0; length--) {
    const found = document.querySelector<HTMLElement>(
      `[data-path="${CSS.escape(keys.slice(0, length).join('.'))}"]`,
    );
    if (!found) continue;
    found.scrollIntoView({ block: 'center' });
    found.focus({ preventScroll: true });
    return true;
  }
  return false;
}
