/** Where a workflow of this repository names a commit of this repository. */
export interface ActionPin {
  readonly sha: string;
  /** As the comment beside it says: `v0.1.0`. Undefined where there is none. */
  readonly version: string | undefined;
  /** Counted from 1. */
  readonly line: number;
}

const REPOSITORY = 'breakglass-dev/breakglass';
/** `uses: owner/name[/path]@anything`, and the `ref:` below `repository: owner/name`; whatever is named counts, so nothing escapes. */
const PIN = new RegExp(
  `(\\buses: ["']?${REPOSITORY}(?:/[^@\\s]*)?@|\\brepository: ["']?${REPOSITORY}["']?\\n\\s+ref: ["']?)([^\\s"'#]+)["']?(?:[ \\t]+#[ \\t]*(\\S+))?`,
  'g',
);

/** Every place where a workflow's text names a commit of this repository. */
export function findPins(text: string): readonly ActionPin[] {
  return [...text.matchAll(PIN)].map(({ index, 1: before = '', 2: sha = '', 3: version }) => ({
    sha,
    version,
    line: text.slice(0, index + before.length).split('\n').length,
  }));
}

/** The workflow's text with every such place naming `sha`. */
export function rewritePins(text: string, sha: string, version: string): string {
  return text.replace(PIN, (_all, before: string) => `${before.replace(/["']$/, '')}${sha} # ${version}`);
}
