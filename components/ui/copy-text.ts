/**
 * Copies a text. Browsers give the clipboard to pages of https and of this machine alone; elsewhere the old way is tried.
 * Rejects with a sentence when neither works.
 */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard && (await isWritten(text))) return;
  const field = document.createElement('textarea');
  field.value = text;
  field.setAttribute('readonly', '');
  field.style.position = 'fixed';
  field.style.opacity = '0';
  // Inside an open dialog, which does not let go of the focus.
  (document.querySelector('[role="dialog"]') ?? document.body).append(field);
  field.select();
  const isCopied = document.execCommand('copy');
  field.remove();
  if (!isCopied)
    throw new Error('This browser lets no page like this one use the clipboard. Copy it by hand instead.');
}

/** Who did not allow it may still copy the old way. */
const isWritten = (text: string): Promise<boolean> =>
  navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
