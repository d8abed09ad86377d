import type { Install } from '../../domain/documents.ts';
import type { RepositoryFacts, SubjectFacts } from '../../domain/setup-facts.ts';
import { type Pin, uses } from '../../scaffold/pin.ts';

const ISSUER = 'token.actions.githubusercontent.com';

/**
 * What the trust policies of an install's roles have to test by `StringEquals`, in the form that this repository's tokens really
 * have. Undefined where that form is not GitHub's default, or not known.
 */
export function trustLines(
  repository: RepositoryFacts,
  subject: SubjectFacts,
  install: Install,
  pin: Pin,
): readonly string[] | undefined {
  if (!subject.useDefault || subject.immutable === null) return undefined;
  const { owner, ownerId, name, id, defaultBranch } = repository;
  const self = subject.immutable ? `repo:${owner}@${ownerId}/${name}@${id}` : `repo:${owner}/${name}`;
  const ref = `refs/heads/${defaultBranch}`;
  const line = (key: string, value: string): string => `  "${ISSUER}:${key}": "${value}"`;
  const common = [
    line('repository_id', String(id)),
    line('ref', ref),
    line('job_workflow_ref', uses(pin, 'break-glass')),
  ];
  return [
    `roles of install ${install.install}: StringEquals`,
    line('aud', 'sts.amazonaws.com'),
    line('sub', `${self}:environment:${install.environment}`),
    ...common,
    ...(install.planRole === undefined
      ? []
      : [
          `plan role of install ${install.install}: StringEquals`,
          line('aud', 'sts.amazonaws.com'),
          line('sub', `${self}:ref:${ref}`),
          ...common,
        ]),
  ];
}
