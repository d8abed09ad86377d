import type { Install, Playbook, PlaybookStep, Request, Role } from '../domain/documents.ts';
import { formatDuration } from '../domain/duration.ts';
import { SENSITIVE_STATE } from '../domain/plan.ts';
import { nearest, suggest } from './nearest.ts';
import { problemIn } from './origins.ts';
import { type Problem, show } from './problem.ts';

/** What the commander confirms: why the playbook is for now; or, of a past session, that what it changed is to go. */
export function criteriaOf(
  { undo }: Pick<Request, 'undo'>,
  { criteria }: Pick<Playbook, 'criteria'>,
): readonly string[] {
  return undo === undefined ? criteria : [`What session ${undo} changed is to be put back as it was`];
}

/** Refuses a request that does not fit the playbook, install and role that it leads to. */
export function checkRequest(request: Request, playbook: Playbook, install: Install, role: Role): void {
  const [inRequest] = [
    ...nameProblems(request, playbook, install),
    ...criteriaProblems(request, playbook),
    ...durationProblems(request, playbook, role),
    // What undoing a past session cannot take back is known where its record is read: see `checkAccepted`.
    ...(request.undo === undefined ? acceptProblems(request, playbook) : []),
  ];
  if (inRequest !== undefined) throw problemIn(request, inRequest);
  if (playbook.role !== role.role) throw problemIn(playbook, otherRole(playbook, role));
  if (!Object.hasOwn(install.roles, role.role)) throw problemIn(install, roleNotEnabled(install, role));
}

function nameProblems(request: Request, playbook: Playbook, install: Install): readonly Problem[] {
  const problems: Problem[] = [];
  if (request.playbook !== playbook.playbook) {
    problems.push({
      code: 'unknown-playbook',
      message: `the request names the playbook "${request.playbook}", not "${playbook.playbook}"`,
      hint: `write playbook: ${playbook.playbook}`,
      path: ['playbook'],
    });
  }
  if (request.install !== install.install) {
    problems.push({
      code: 'unknown-install',
      message: `the request names the install "${request.install}", not "${install.install}"`,
      hint: `write install: ${install.install}`,
      path: ['install'],
    });
  }
  return problems;
}

function criteriaProblems(request: Request, playbook: Playbook): readonly Problem[] {
  const criteria = criteriaOf(request, playbook);
  const extra = request.confirmed.filter((text) => !criteria.includes(text));
  return criteria
    .filter((criterion) => !request.confirmed.includes(criterion))
    .map((criterion) => notConfirmed(criterion, nearest(criterion, extra), request));
}

function notConfirmed(criterion: string, meant: string | undefined, request: Request): Problem {
  const code = 'criteria-not-confirmed';
  const hint = `once it is true, add it word for word under confirmed: - ${criterion}`;
  if (meant === undefined) {
    return { code, message: `${show(criterion)} is not confirmed`, hint, path: ['confirmed'], point: 'key' };
  }
  const message = `${show(meant)} is not, word for word, ${show(criterion)}`;
  return { code, message, hint, path: ['confirmed', request.confirmed.indexOf(meant)] };
}

function durationProblems(request: Request, playbook: Playbook, role: Role): readonly Problem[] {
  const limits = [
    { ms: playbook.maxDurationMs, whose: `the playbook ${playbook.playbook}` },
    // A temporary change may outlive its credentials: the plan knows who puts it back.
    ...(playbook.revert === 'at-end' ? [] : [{ ms: role.maxSessionMs, whose: `the role ${role.role}` }]),
  ];
  return limits
    .filter(({ ms }) => request.durationMs > ms)
    .map(({ whose }) => ({
      code: 'duration-too-long',
      message: `${formatDuration(request.durationMs)} is longer than ${whose} allows`,
      hint: `ask for at most ${formatDuration(Math.min(...limits.map((limit) => limit.ms)))}`,
      path: ['duration'],
    }));
}

/** What a request has to accept of the steps that it leads to. */
export type Accepting = Pick<Playbook, 'playbook'> & {
  readonly steps: readonly Pick<PlaybookStep, 'id' | 'uses' | 'irreversible'>[];
};

/** Refuses an undo that does not accept what it cannot take back, or accepts what its session has not. */
export function checkAccepted(request: Request, undoing: Accepting): void {
  const [problem] = acceptProblems(request, undoing);
  if (problem !== undefined) throw problemIn(request, problem);
}

function acceptProblems(request: Request, playbook: Accepting): readonly Problem[] {
  const steps = playbook.steps.map((step) => step.id);
  const unknown = request.accept.flatMap((id, index): readonly Problem[] =>
    id === SENSITIVE_STATE || steps.includes(id)
      ? []
      : [
          {
            code: 'invalid-value',
            message: `the playbook ${playbook.playbook} has no step "${id}" to accept`,
            hint: suggest(id, [...steps, SENSITIVE_STATE], 'remove it'),
            path: ['accept', index],
          },
        ],
  );
  const missing = playbook.steps
    .filter((step) => step.irreversible && !request.accept.includes(step.id))
    .map(
      (step): Problem => ({
        code: 'irreversible-not-accepted',
        message: `${cannot(request, step)}, and the request does not accept that`,
        hint: `if that is wanted, add accept: [${[...request.accept, step.id].join(', ')}]`,
        path: ['accept'],
        point: 'key',
      }),
    );
  return [...unknown, ...missing];
}

function cannot({ undo }: Request, { id, uses }: Accepting['steps'][number]): string {
  if (undo === undefined) return `the step "${id}" (${uses}) cannot be undone`;
  return `what undoing the step "${id}" (${uses}) makes again has another ARN, and cannot be taken away where the undo fails later`;
}

function otherRole(playbook: Playbook, role: Role): Problem {
  return {
    code: 'unknown-role',
    message: `the playbook ${playbook.playbook} runs with the role "${playbook.role}", not "${role.role}"`,
    hint: `write role: ${role.role}`,
    path: ['role'],
  };
}

function roleNotEnabled(install: Install, role: Role): Problem {
  return {
    code: 'unknown-role',
    message: `the install ${install.install} has not enabled the role "${role.role}"`,
    hint: suggest(role.role, Object.keys(install.roles), `add ${role.role} and its ARN under roles`),
    path: ['roles'],
    point: 'key',
  };
}
