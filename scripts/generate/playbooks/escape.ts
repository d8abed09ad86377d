/** A text of a playbook in Markdown, where none of it is markup: `/search/*` is a path. */
export function plain(text: string): string {
  return text.replaceAll(/[\\`*_<>|[\]]/g, '\\$&');
}
