import { isJsonObject, type Json, type JsonObject } from '../../../../domain/json.ts';
import { formatError, templateError } from '../errors.ts';
import { shapeProperties } from '../resources/properties.ts';
import { RESOURCE_TYPES } from '../resources/registry.ts';
import type { Made } from '../resources/resource-type.ts';
import { holds } from '../template/condition.ts';
import type { Expression } from '../template/expression.ts';
import { referenced } from '../template/parameters.ts';
import { pseudoParameter, type Surroundings } from '../template/pseudo.ts';
import { references } from '../template/references.ts';
import { resolve, type Scope, textOf } from '../template/resolve.ts';
import type { ResourceDefinition, Template } from '../template/template.ts';
import type { StackOutput } from '../world.ts';
import { inOrder } from './order.ts';

/** A template with the values of its parameters: what a stack is going to be. */
export interface Deployment {
  readonly template: Template;
  readonly parameters: ReadonlyMap<string, string>;
  readonly around: Surroundings;
  /** The resources whose conditions hold, each after all that it needs. */
  readonly resources: readonly PlannedResource[];
  readonly conditions: ReadonlyMap<string, boolean>;
}

export interface PlannedResource {
  readonly definition: ResourceDefinition;
  readonly needs: readonly string[];
}

/** Finds out which resources there will be, and in which order; throws ValidationError for what can be seen to be wrong. */
export function planDeployment(
  template: Template,
  parameters: ReadonlyMap<string, string>,
  around: Surroundings,
): Deployment {
  const values = valueScope(template, parameters, around);
  const conditions = decide(template, values);
  const scope = { template, parameters, around, conditions };
  const holding = (name: string): boolean => conditions.get(name) === true;
  const live = [...template.resources.values()].filter(
    ({ condition }) => condition === undefined || holding(condition),
  );
  const planned = new Map(
    live.map((definition) => {
      const values = [definition.properties, definition.metadata];
      const named = values.flatMap((value) => resourceNames(template, value, holding));
      return [definition.id, { definition, needs: [...new Set([...named, ...definition.dependsOn])] }] as const;
    }),
  );
  for (const { needs } of planned.values()) requireLive(needs, planned, 'Resources');
  for (const { condition, value } of template.outputs.values()) {
    if (condition !== undefined && !holding(condition)) continue;
    requireLive(resourceNames(template, value, holding), planned, 'Outputs');
  }
  const resources = inOrder(planned);
  const deployment = { ...scope, resources };
  checkEarly(deployment);
  return deployment;
}

/** A resource's properties, resolved and in their shapes. Throws AwsFault. */
export function propertiesOf(
  deployment: Deployment,
  { id, type, properties }: ResourceDefinition,
  made: (id: string) => Made,
): JsonObject {
  const resolved = resolve(properties, resourceScope(deployment, made));
  if (!isJsonObject(resolved)) throw templateError(`the properties of ${id} are no object`);
  requireNoLookUp(JSON.stringify(resolved), id);
  return shapeProperties(RESOURCE_TYPES.get(type)?.properties ?? {}, resolved, id);
}

/** The outputs whose conditions hold. */
export function outputsOf(deployment: Deployment, made: (id: string) => Made): readonly StackOutput[] {
  const scope = resourceScope(deployment, made);
  const live = [...deployment.template.outputs.values()].filter(
    ({ condition }) => condition === undefined || scope.condition(condition),
  );
  return live.map(({ name, description, value }) => ({
    name,
    description,
    value: outputText(name, resolve(value, scope)),
  }));
}

/** CloudFormation would look such a text up in a parameter or secret of the account, also where a parameter holds it. */
function requireNoLookUp(text: string, name: string): string {
  if (text.includes('{{resolve:')) throw templateError(`${name}: the sandbox has no dynamic references: {{resolve:…}}`);
  return text;
}

function outputText(name: string, value: Json | undefined): string {
  return requireNoLookUp(textOf(value, `output ${name}`), name);
}

function valueScope(
  template: Template,
  parameters: ReadonlyMap<string, string>,
  around: Surroundings,
): Pick<Scope, 'ref'> {
  return {
    ref: (name) => {
      const definition = template.parameters.get(name);
      const value = parameters.get(name);
      if (definition !== undefined && value !== undefined) return referenced(definition, value);
      const pseudo = pseudoParameter(name, around);
      if (pseudo === undefined) throw templateError(`unresolved reference ${name}`);
      return pseudo;
    },
  };
}

function resourceScope(
  { template, parameters, around, conditions }: Omit<Deployment, 'resources'>,
  made: (id: string) => Made,
): Scope {
  const values = valueScope(template, parameters, around);
  return {
    ref: (name) => (template.resources.has(name) ? made(name).ref : values.ref(name)),
    attribute: (id, name) => {
      const value = made(id).attributes[name];
      if (value === undefined) throw templateError(`${id} has no attribute ${name}`);
      return value;
    },
    condition: (name) => conditions.get(name) === true,
  };
}

function decide(template: Template, values: Pick<Scope, 'ref'>): ReadonlyMap<string, boolean> {
  const decided = new Map<string, boolean>();
  const scope: Scope = {
    ref: values.ref,
    attribute: () => {
      throw templateError('Fn::GetAtt is not taken inside a condition');
    },
    condition: (name) => {
      const known = decided.get(name);
      const condition = template.conditions.get(name);
      if (known !== undefined || condition === undefined) return known === true;
      const result = holds(condition, scope);
      decided.set(name, result);
      return result;
    },
  };
  for (const name of template.conditions.keys()) scope.condition(name);
  return decided;
}

/** The resources that a value refers to, as far as its conditions hold. */
function resourceNames(template: Template, value: Expression, holding: (name: string) => boolean): readonly string[] {
  return references(value, holding)
    .map((reference) => (reference.kind === 'ref' ? reference.name : reference.resource))
    .filter((name) => template.resources.has(name));
}

function requireLive(ids: readonly string[], planned: ReadonlyMap<string, PlannedResource>, block: string): void {
  const missing = ids.filter((id) => !planned.has(id));
  if (missing.length > 0) {
    throw formatError(`Unresolved resource dependencies [${missing.join(', ')}] in the ${block} block of the template`);
  }
}

/** Thrown where a value hangs on a resource that is not there yet. */
class PendingError extends Error {}

/** What needs no resource to be known is looked at before anything is made. */
function checkEarly(deployment: Deployment): void {
  const scope = resourceScope(deployment, () => {
    throw new PendingError();
  });
  const outputs = [...deployment.template.outputs.values()].filter(
    ({ condition }) => condition === undefined || scope.condition(condition),
  );
  const values = deployment.resources.map(({ definition }) => definition.properties);
  for (const value of values) unlessPending(() => resolve(value, scope));
  for (const { name, value } of outputs) unlessPending(() => outputText(name, resolve(value, scope)));
}

function unlessPending(attempt: () => void): void {
  try {
    attempt();
  } catch (error) {
    if (!(error instanceof PendingError)) throw error;
  }
}
