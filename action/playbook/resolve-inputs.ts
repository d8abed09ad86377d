import type { InputSpec, Install, Playbook, Request } from '../domain/documents.ts';
import type { Json } from '../domain/json.ts';
import type { Registry } from '../domain/step-kind.ts';
import { inputValueProblem } from './input-value.ts';
import { arnProblems, otherKind } from './install-rules.ts';
import { suggest } from './nearest.ts';
import { problemIn } from './origins.ts';
import { type Problem, show } from './problem.ts';
import { resourceTypes } from './resource-types.ts';

type Kinds = Pick<Registry, 'services'>;

/** The request's inputs as the playbook declares them: defaults filled in, names of resources turned into ARNs. */
export function resolveInputs(
  playbook: Playbook,
  install: Install,
  request: Request,
  kinds: Kinds,
): Readonly<Record<string, Json>> {
  const declared = Object.keys(playbook.inputs);
  for (const name of Object.keys(request.inputs)) {
    if (!declared.includes(name)) throw problemIn(request, extraInput(name, declared, playbook.playbook));
  }
  return Object.fromEntries(
    Object.entries(playbook.inputs).map(([name, spec]) => [
      name,
      resolveInput(name, spec, playbook, install, request, kinds),
    ]),
  );
}

function extraInput(name: string, declared: readonly string[], playbook: string): Problem {
  return {
    code: 'unknown-input',
    message: `the playbook ${playbook} has no input "${name}"`,
    hint: suggest(name, declared, 'remove it: the playbook takes no inputs'),
    path: ['inputs', name],
    point: 'key',
  };
}

function resolveInput(
  name: string,
  spec: InputSpec,
  playbook: Playbook,
  install: Install,
  request: Request,
  kinds: Kinds,
): Json {
  const given = Object.hasOwn(request.inputs, name) ? request.inputs[name] : undefined;
  const value = given ?? spec.default;
  const path = ['inputs', name];
  if (value === undefined) throw problemIn(request, missingInput(name, spec));
  // A default is the playbook's: that is where its line is.
  const [owner, where] = given === undefined ? [playbook, [...path, 'default']] : [request, path];
  const wrong = inputValueProblem(spec, value, where);
  if (wrong !== undefined) throw problemIn(owner, wrong);
  if (spec.type !== 'resource' || typeof value !== 'string') return value;
  const found = findResource(value, spec.kind, install);
  const [problem] =
    found === undefined
      ? [unknownResource(value, spec.kind, install, where)]
      : [...arnProblems(found, install, where), ...kindProblems(found, spec.kind, kinds, where)];
  if (problem !== undefined) throw problemIn(owner, problem);
  return found ?? null;
}

function missingInput(name: string, spec: InputSpec): Problem {
  const what = spec.type === 'resource' ? `the name of a ${spec.kind}, or its ARN` : `a value of type ${spec.type}`;
  return {
    code: 'missing-input',
    message: `the input "${name}" is missing`,
    hint: `add "${name}" under inputs: ${what}`,
    path: ['inputs'],
    point: 'key',
  };
}

/** The ARN that `value` is or names; names are the install's own. */
function findResource(value: string, kind: string, install: Install): string | undefined {
  if (value.startsWith('arn:')) return value;
  const named = namedResources(install, kind);
  return Object.hasOwn(named, value) ? named[value] : undefined;
}

function namedResources(install: Install, kind: string): Readonly<Record<string, string>> {
  return (Object.hasOwn(install.resources, kind) ? install.resources[kind] : undefined) ?? {};
}

function unknownResource(value: string, kind: string, install: Install, path: readonly string[]): Problem {
  return {
    code: 'unknown-resource',
    message: `the install ${install.install} names no ${kind} ${show(value)}`,
    hint: suggest(value, Object.keys(namedResources(install, kind)), `add it under resources, or write its ARN`),
    path,
  };
}

function kindProblems(arn: string, kind: string, kinds: Kinds, path: readonly string[]): readonly Problem[] {
  return resourceTypes(kinds).get(kind)?.matches(arn) === true ? [] : [otherKind(arn, kind, path)];
}
