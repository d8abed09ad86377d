import type { InputSpec } from '../domain/documents.ts';
import type { Registry } from '../domain/step-kind.ts';
import { inputValueProblem, wholeMatch } from './input-value.ts';
import { suggest } from './nearest.ts';
import { isBoundedPattern } from './pattern-rule.ts';
import { formatPath, type Problem, show } from './problem.ts';
import { resourceTypes } from './resource-types.ts';
import type { DocumentPath } from './yaml-node.ts';

/** What is wrong with the declaration of an input. */
export function inputSpecProblems(
  spec: InputSpec,
  path: DocumentPath,
  kinds: Pick<Registry, 'services'>,
): readonly Problem[] {
  if (spec.type === 'resource') return resourceKindProblems(spec.kind, [...path, 'kind'], kinds);
  const declared = spec.type === 'integer' ? rangeProblems(spec, path) : patternProblems(spec, path);
  if (declared.length > 0 || spec.default === undefined) return declared;
  const wrongDefault = inputValueProblem(spec, spec.default, [...path, 'default']);
  return wrongDefault === undefined ? [] : [wrongDefault];
}

function resourceKindProblems(kind: string, path: DocumentPath, kinds: Pick<Registry, 'services'>): readonly Problem[] {
  const types = resourceTypes(kinds);
  if (types.has(kind)) return [];
  return [
    {
      code: 'invalid-value',
      message: `unknown resource kind "${kind}"`,
      hint: suggest(kind, types.keys(), 'no service has resource kinds'),
      path,
    },
  ];
}

function rangeProblems(spec: Extract<InputSpec, { type: 'integer' }>, path: DocumentPath): readonly Problem[] {
  if (spec.minimum === undefined || spec.maximum === undefined || spec.minimum <= spec.maximum) return [];
  return [
    {
      code: 'out-of-range',
      message: `${formatPath(path)} allows no number: ${spec.minimum} is more than ${spec.maximum}`,
      hint: 'write a minimum that is not above the maximum',
      path: [...path, 'minimum'],
    },
  ];
}

function patternProblems(spec: InputSpec, path: DocumentPath): readonly Problem[] {
  if (spec.type !== 'string' || spec.pattern === undefined) return [];
  const at = [...path, 'pattern'];
  try {
    wholeMatch(spec.pattern);
  } catch {
    return [
      {
        code: 'invalid-value',
        message: `${formatPath(at)} is ${show(spec.pattern)}`,
        hint: 'write a regular expression as in JavaScript, with the u flag',
        path: at,
      },
    ];
  }
  if (isBoundedPattern(spec.pattern)) return [];
  return [
    {
      code: 'invalid-value',
      message: `${formatPath(at)} could take very long to match`,
      hint: 'do not repeat a group, and use at most two of *, + and {n,}',
      path: at,
    },
  ];
}
