import { BreakglassError } from '../domain/error.ts';
import { enableParameter, OUTPUTS, PARAMETERS, pascal } from '../domain/stack-names.ts';
import type { OfferedRole, StackInput } from './input.ts';
import {
  breakGlassNames,
  CONDITIONS,
  planNames,
  policyId,
  RESOURCES,
  type RoleNames,
  recoverNames,
  roleId,
  sealerNames,
} from './names.ts';
import { DENY_EVERYTHING } from './policies.ts';

/** IAM's limit for the name of a role. */
const ROLE_NAME_LIMIT = 64;

/** Characters that cannot be seen, or that make a text look different from what it is; line breaks and tabs are none here. */
const INVISIBLE = /[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?![\t\n\r])\p{Cc}/u;

/**
 * The input with its roles sorted by name, so that their order changes nothing. Refuses what would give a stack that does not
 * come to be, or not as it reads: no role, a role that may not be had in the Region, names that are too long or meet, texts
 * with invisible characters, and facts of the repository that are not of the form in which GitHub gives them.
 */
export function checked(input: StackInput): StackInput {
  const roles = input.roles.toSorted((a, b) => (a.role.role < b.role.role ? -1 : 1));
  if (roles.length === 0) {
    throw new BreakglassError('unknown-role', `no role is offered to install "${input.install.name}"`, {
      hint: 'write one to playbooks/roles/, for the Region of the install',
    });
  }
  for (const offered of roles) requireUsable(input, offered);
  requireOwnNames({ ...input, roles });
  requireFacts(input);
  return { ...input, roles };
}

function requireUsable({ install }: StackInput, { role }: OfferedRole): void {
  if (role.regions.length > 0 && !role.regions.includes(install.region)) {
    throw new BreakglassError('invalid-value', `role "${role.role}" may not be had in ${install.region}`, {
      hint: `leave it out, or add ${install.region} to regions in playbooks/roles/${role.role}.yml`,
    });
  }
  for (const [key, text] of [['title', role.title] as const, ['description', role.description] as const]) {
    const found = INVISIBLE.exec(text)?.[0];
    if (found === undefined) continue;
    const point = (found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    throw new BreakglassError('control-character', `the ${key} of role "${role.role}" holds U+${point}`, {
      hint: 'delete the character: it makes the text look different from what it is',
    });
  }
}

/**
 * Hyphens do not tell two parameters apart, nor capitals two roles or policies: IAM does not distinguish them. In a template
 * parameters, conditions, resources and outputs may not meet either: the parameter of `a-role` is the resource of `enable-a`.
 */
function requireOwnNames(input: StackInput): void {
  const { roles, install } = input;
  const words = [
    ...[PARAMETERS, OUTPUTS, RESOURCES, CONDITIONS].flatMap((each) => Object.values(each)),
    DENY_EVERYTHING,
  ];
  const helpers = [planNames(install.name), sealerNames(input)].map((names) => ({
    ...names,
    condition: '',
    mayAct: '',
  }));
  const taken = new Map([
    ...words.map((name): [string, string] => [name.toLowerCase(), 'a part of every stack']),
    ...helpers.flatMap((names) =>
      namesOf(names).map((name): [string, string] => [name.toLowerCase(), `the role "${names.name}"`]),
    ),
  ]);
  for (const { role } of roles) {
    const pair = [breakGlassNames(install.name, role.role), recoverNames(install.name, role.role)];
    const own = new Set([pascal(role.role), enableParameter(role.role), ...pair.flatMap(namesOf)]);
    for (const name of own) {
      const other = taken.get(name.toLowerCase());
      if (other !== undefined) throw refusedName(role.role, `and ${other} would both be "${name}" in the stack`);
    }
    for (const name of own) taken.set(name.toLowerCase(), `role "${role.role}"`);
    const long = pair.map(({ name }) => name).find((name) => name.length > ROLE_NAME_LIMIT);
    if (long !== undefined) throw refusedName(role.role, `would have ${long.length} characters in IAM: ${long}`);
  }
}

/** In IAM, where the role and its policy have one name, and in the template. */
function namesOf(names: RoleNames): readonly string[] {
  const inTemplate = [roleId(names), policyId(names), `${roleId(names)}Arn`, names.condition, names.mayAct];
  return [names.name, ...inTemplate].filter((name) => name !== '');
}

function refusedName(role: string, why: string): BreakglassError {
  return new BreakglassError('invalid-name', `role "${role}" ${why}`, {
    hint: `give the role or the install a shorter or another name: IAM takes ${ROLE_NAME_LIMIT} characters, both names and "-recover" among them`,
  });
}

const WORDS = '[A-Za-z0-9_.@-]+';
const FORMS: Readonly<Record<string, RegExp>> = {
  environment: /^[A-Za-z0-9._-]{1,255}$/,
  audience: /^[A-Za-z0-9.-]{1,255}$/,
  repository: new RegExp(`^${WORDS}/${WORDS}$`),
  'repository id': /^[0-9]{1,19}$/,
  ref: /^refs\/heads\/[A-Za-z0-9._/-]{1,255}$/,
  subject: new RegExp(`^repo:${WORDS}/${WORDS}$`),
  'workflow ref': /^([0-9a-f]{40}|refs\/tags\/v[0-9]+\.[0-9]+\.[0-9]+)$/,
};

/** They come into trust policies: a "$" or "*" there would mean more than itself. */
function requireFacts({ install, trust }: StackInput): void {
  const facts: readonly (readonly [string, string])[] = [
    ['environment', install.environment],
    ['audience', trust.audience],
    ['repository', trust.repository],
    ['repository id', trust.repositoryId],
    ['ref', trust.ref],
    ...trust.subjects.map((subject) => ['subject', subject] as const),
    ['workflow ref', trust.workflowRef],
  ];
  const wrong = facts.find(([form, value]) => FORMS[form]?.test(value) !== true);
  if (wrong === undefined) return;
  throw new BreakglassError('invalid-value', `the ${wrong[0]} "${wrong[1]}" is not one that a trust policy can name`, {
    hint: 'letters, digits, ".", "_" and "-", in the form in which GitHub writes it',
  });
}
