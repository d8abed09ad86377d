/** Where a page begins, in a request: nothing for the first one. */
type From = { readonly Marker?: string };

/** Every page of what AWS answers in pages, in its order. `send` asks for the one that begins there. */
export async function allPages<Page extends { readonly NextMarker?: string | undefined }>(
  send: (from: From) => Promise<Page>,
): Promise<readonly Page[]> {
  const pages: Page[] = [];
  let next: string | undefined;
  do {
    const page = await send(next === undefined ? {} : { Marker: next });
    pages.push(page);
    next = page.NextMarker;
  } while (next !== undefined && next !== '');
  return pages;
}
