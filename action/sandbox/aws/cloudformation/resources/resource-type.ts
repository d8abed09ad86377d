import type { JsonObject } from '../../../../domain/json.ts';
import type { IamWorld, Tag } from '../../iam/world.ts';
import type { Surroundings } from '../template/pseudo.ts';
import type { PropertyRule } from './properties.ts';

/** What a resource has become, for `Ref` and `Fn::GetAtt`. */
export interface Made {
  readonly physicalId: string;
  /** What `Ref` gives. */
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** One resource's place in a stack, and the hands of the caller: without a service role CloudFormation has no others. */
export interface Provisioning {
  readonly around: Surroundings;
  readonly logicalId: string;
  /** The stack's own tags; a resource's of the same key win. */
  readonly stackTags: readonly Tag[];
  readonly iam: IamWorld;
  /** Calls IAM as the caller: permission, checks and quotas as over the wire. Throws AwsFault. */
  call(operation: string, input: object): Promise<void>;
  /** Throws AccessDenied where the caller may not. */
  permit(action: string, resource: string): void;
  /** Told as soon as there is something to take away again, whatever fails after. */
  begun(physicalId: string): void;
}

/** A type of resource. `properties` are whole and of their shapes when a function gets them. */
export interface ResourceType {
  readonly properties: Readonly<Record<string, PropertyRule>>;
  readonly attributes: readonly string[];
  /** The property that holds a name of the author's choice. */
  readonly nameProperty: string | undefined;
  /** Does a template with it need CAPABILITY_IAM? */
  readonly needsCapability: boolean;
  create(place: Provisioning, properties: JsonObject): Promise<Made>;
  update(place: Provisioning, current: Made, before: JsonObject, after: JsonObject): Promise<Made>;
  /** Takes away what `create` and `update` made of these properties, and what is left of it after a failure. */
  remove(place: Provisioning, current: Made, properties: JsonObject): Promise<void>;
}
