import { formatError, templateError } from '../errors.ts';
import { RESOURCE_TYPES } from '../resources/registry.ts';
import { conditionNames, conditionReferences } from './condition.ts';
import type { Expression } from './expression.ts';
import { isPseudoParameter } from './pseudo.ts';
import { askedConditions, references } from './references.ts';
import type { Template } from './template.ts';

/** Refuses a template in which a name is used that is not declared, or a resource's attribute that it does not have. */
export function requireKnownNames(template: Template): void {
  requireConditions(template);
  for (const { id, properties, metadata, dependsOn, condition } of template.resources.values()) {
    for (const value of [properties, metadata]) requireReferences(template, value, 'Resources');
    requireAsked(
      template,
      [...askedConditions(properties), ...askedConditions(metadata), ...(condition === undefined ? [] : [condition])],
      `Resources/${id}`,
    );
    const unknown = dependsOn.filter((name) => !template.resources.has(name) || name === id);
    if (unknown.length > 0) throw unresolved(unknown, 'Resources');
  }
  for (const { name, value, condition } of template.outputs.values()) {
    requireReferences(template, value, 'Outputs');
    requireAsked(
      template,
      [...askedConditions(value), ...(condition === undefined ? [] : [condition])],
      `Outputs/${name}`,
    );
  }
}

function requireConditions(template: Template): void {
  for (const [name, condition] of template.conditions) {
    requireAsked(template, conditionNames(condition), `Conditions/${name}`);
    const unknown = conditionReferences(condition).filter((ref) => !isValue(template, ref));
    if (unknown.length > 0) {
      throw templateError(
        `Unresolved dependencies [${unknown.join(', ')}]. Cannot reference resources in the Conditions block of the template`,
      );
    }
  }
  const settled = new Set<string>();
  for (const name of template.conditions.keys()) requireNoCircle(template, name, [], settled);
}

function requireNoCircle(template: Template, name: string, above: readonly string[], settled: Set<string>): void {
  if (above.includes(name)) throw formatError(`Circular dependency between conditions: [${above.join(', ')}]`);
  const condition = template.conditions.get(name);
  if (condition === undefined || settled.has(name)) return;
  for (const below of conditionNames(condition)) requireNoCircle(template, below, [...above, name], settled);
  settled.add(name);
}

function requireAsked(template: Template, names: readonly string[], where: string): void {
  const unknown = names.find((name) => !template.conditions.has(name));
  if (unknown !== undefined) {
    throw formatError(`Template validation error: Unresolved condition dependency ${unknown} in ${where}`);
  }
}

function requireReferences(template: Template, value: Expression, block: string): void {
  for (const reference of references(value)) {
    if (reference.kind === 'ref') {
      const known = isValue(template, reference.name) || template.resources.has(reference.name);
      if (!known && reference.name !== 'AWS::NoValue') throw unresolved([reference.name], block);
      continue;
    }
    const resource = template.resources.get(reference.resource);
    if (resource === undefined) throw unresolved([reference.resource], block);
    if (RESOURCE_TYPES.get(resource.type)?.attributes.includes(reference.attribute) !== true) {
      throw templateError(
        `resource ${reference.resource} does not support attribute type ${reference.attribute} in Fn::GetAtt`,
      );
    }
  }
}

function isValue(template: Template, name: string): boolean {
  return template.parameters.has(name) || isPseudoParameter(name);
}

function unresolved(names: readonly string[], block: string): ReturnType<typeof formatError> {
  return formatError(`Unresolved resource dependencies [${names.join(', ')}] in the ${block} block of the template`);
}
