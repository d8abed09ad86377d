import { SOURCE_REPOSITORY } from '../domain/trusted-names.ts';

/** The reusable workflows that a playbook repository calls. */
export interface Pin {
  /** Commit of this repository, 40 hex digits. */
  readonly sha: string;
  /** The version that people know that commit by: `0.1.0`. */
  readonly version: string;
}

/** What `uses:` names: the action itself, or one of the reusable workflows. */
export function uses(pin: Pin, workflow?: 'break-glass' | 'recover' | 'drill'): string {
  const path = workflow === undefined ? '' : `/.github/workflows/${workflow}.yml`;
  return `${SOURCE_REPOSITORY}${path}@${pin.sha}`;
}
