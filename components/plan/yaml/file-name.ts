/** What a plan's file is called: `Shop: browse, search` -> `shop-browse-search.yaml`. */
export function fileName(planName: string): string {
  const slug = planName
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `${slug.slice(0, 80) || 'plan'}.yaml`;
}
