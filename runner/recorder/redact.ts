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
    for (const form of inUrl(secret)) forms.add(form);
    forms.add(JSON.stringify(secret).slice(1, -1));
    for (const form of inBase64(secret)) forms.add(form);
  }
  const ordered = [...forms].sort((a, b) => b.length - a.length);
  if (ordered.length === 0) return (text) => text;
  const pattern = new RegExp(
    ordered.map((form) => form.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')).join('|'),
    'gi',
  );
  return (text) => text.replace(pattern, MASK);
}

/**
 * What a secret looks like inside base64, where something may stand before and behind it, as the user does in basic
 * authentication: the characters that it alone decides, at each of the three places at which it may begin.
 */
function inBase64(secret: string): string[] {
  const forms = [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    return bytes.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
  });
  const whole = Buffer.from(secret).toString('base64').replace(/=+$/, '');
  return [whole, ...forms.filter((form) => form.length >= SHORTEST_PART)];
}

/** Parts of a secret shorter than this would take out half of every message. */
const SHORTEST_PART = 4;

/** What is left of it in a path, a query and a host after the URL parser wrote them its own way. */
function inUrl(secret: string): string[] {
  const written: string[] = [];
  for (const [prefix, part] of [
    ['http://x/', 'pathname'],
    ['http://x/?', 'search'],
    ['http://', 'hostname'],
  ] as const) {
    if (URL.canParse(prefix + secret)) written.push(new URL(prefix + secret)[part].replace(/^[/?]/, ''));
  }
  return written.filter((form) => form.length >= SHORTEST_PART && form !== 'localhost');
}
