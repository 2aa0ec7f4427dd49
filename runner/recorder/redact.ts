const MASK = '***';

/**
 * A function that replaces every secret in a text: as it is, and as it looks inside URLs, forms, JSON and basic
 * authentication. Longer secrets are replaced first, since one may contain another.
 */
export function redactor(secrets: Record<string, string>): (text: string) => string {
  const forms = new Set<string>();
  for (const secret of Object.values(secrets)) {
    if (secret === '') continue;
    forms.add(secret);
    forms.add(encodeURIComponent(secret));
    forms.add(encodeURIComponent(secret).replaceAll('%20', '+'));
    forms.add(encodeURI(secret));
    forms.add(JSON.stringify(secret).slice(1, -1));
    forms.add(Buffer.from(secret).toString('base64').replace(/=+$/, ''));
  }
  const ordered = [...forms].sort((a, b) => b.length - a.length);
  if (ordered.length === 0) return (text) => text;
  const pattern = new RegExp(
    ordered.map((form) => form.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')).join('|'),
    'g',
  );
  return (text) => text.replace(pattern, MASK);
}
