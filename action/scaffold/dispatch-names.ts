import type { Playbook } from '../domain/documents.ts';

/** Inputs that every dispatch workflow has, beside those of its playbook. */
export const OWN_FIELDS = ['install', 'incident', 'reason', 'commander', 'duration', 'on-drift'] as const;
const NUMBERED = /^(criterion|accept)-/;

/**
 * What the dispatch workflow calls a playbook's input: its own name, unless the workflow has one of that name itself. No name of a
 * playbook's input holds an underscore, so none can be taken twice.
 */
export function inputField(name: string): string {
  const taken = (OWN_FIELDS as readonly string[]).includes(name) || NUMBERED.test(name);
  return taken ? `input_${name}` : name;
}

/** The checkbox of the playbook's criterion number `index`, counted from 0. */
export function criterionField(index: number): string {
  return `criterion-${index + 1}`;
}

/** The checkbox by which an irreversible step is accepted. */
export function acceptField(step: string): string {
  return `accept-${step}`;
}

/** Steps that a request has to accept by their id. */
export function irreversibleSteps(playbook: Playbook): readonly string[] {
  return playbook.steps.filter(({ irreversible }) => irreversible).map(({ id }) => id);
}
