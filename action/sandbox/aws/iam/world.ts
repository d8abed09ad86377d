import type { PolicyDocument } from '../../../policy/document.ts';
import type { Clock } from '../../../ports/clock.ts';
import { AwsFault } from '../service.ts';
import type { Propagating } from './propagating.ts';

/** A policy as it was sent, and as it is evaluated. */
export interface StoredDocument {
  readonly text: string;
  readonly document: PolicyDocument;
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface PolicyVersion {
  /** `v1`, `v2`, … never used again. */
  readonly id: string;
  readonly stored: StoredDocument;
  readonly createdAt: Date;
}

/** Roles hold the policy itself, so that a change of it reaches every one of them. */
export interface ManagedPolicy {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  readonly path: string;
  readonly description: string | undefined;
  readonly createdAt: Date;
  tags: readonly Tag[];
  updatedAt: Date;
  /** Oldest first. */
  versions: readonly PolicyVersion[];
  defaultVersion: string;
  /** The number of the newest version that ever was. */
  lastVersion: number;
  /** The default version's text. */
  readonly stored: Propagating<StoredDocument>;
}

/** What about a role propagates: everything that decides what it may do and who may assume it. */
export interface RoleState {
  readonly trust: StoredDocument;
  /** Inline policies by name. */
  readonly inline: ReadonlyMap<string, StoredDocument>;
  readonly attached: readonly ManagedPolicy[];
  readonly boundary: ManagedPolicy | undefined;
}

export interface Role {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  readonly path: string;
  readonly description: string | undefined;
  readonly tags: readonly Tag[];
  readonly createdAt: Date;
  readonly maxSessionSeconds: number;
  readonly state: Propagating<RoleState>;
}

export interface OidcProvider {
  readonly arn: string;
  /** The issuer, with `https://`. */
  readonly issuer: string;
  readonly clientIds: readonly string[];
  readonly thumbprints: readonly string[];
  readonly tags: readonly Tag[];
  readonly createdAt: Date;
}

/** One account's IAM. */
export interface IamWorld {
  readonly account: string;
  readonly partition: string;
  readonly clock: Clock;
  /** How long a change takes to be in force, in milliseconds of the clock. */
  readonly propagationMs: number;
  /** By name. */
  readonly roles: Map<string, Role>;
  /** By ARN. */
  readonly policies: Map<string, ManagedPolicy>;
  /** By ARN. */
  readonly providers: Map<string, OidcProvider>;
}

export function createIamWorld(options: Pick<IamWorld, 'account' | 'partition' | 'clock' | 'propagationMs'>): IamWorld {
  return { ...options, roles: new Map(), policies: new Map(), providers: new Map() };
}

/** `…:oidc-provider/` and the issuer without its scheme. */
export function providerArn(world: IamWorld, issuer: string): string {
  return iamArn(world, `oidc-provider/${issuer.replace(/^https:\/\//, '')}`);
}

/** An ARN of this account's IAM, for example of `role/breakglass/load-balancer`. */
export function iamArn(world: IamWorld, resource: string): string {
  return `arn:${world.partition}:iam::${world.account}:${resource}`;
}

/** The role, or IAM's NoSuchEntity. */
export function requireRole(world: IamWorld, name: string): Role {
  const role = world.roles.get(name);
  if (role === undefined) throw noSuchEntity(`The role with name ${name} cannot be found.`);
  return role;
}

/** The managed policy, or IAM's NoSuchEntity. */
export function requirePolicy(world: IamWorld, arn: string): ManagedPolicy {
  const policy = world.policies.get(arn);
  if (policy === undefined) throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
  return policy;
}

/** The OpenID Connect provider, or IAM's NoSuchEntity. */
export function requireProvider(world: IamWorld, arn: string): OidcProvider {
  const provider = world.providers.get(arn);
  if (provider === undefined) throw noSuchEntity(`OpenIDConnect Provider not found for arn ${arn}`);
  return provider;
}

/** Changes a role; the change is in force when it has propagated. */
export function changeRole(world: IamWorld, role: Role, change: Partial<RoleState>): void {
  role.state.set({ ...role.state.latest(), ...change }, world.clock.now() + world.propagationMs);
}

export function noSuchEntity(message: string): AwsFault {
  return new AwsFault('NoSuchEntity', message, 404);
}

export function deleteConflict(message: string): AwsFault {
  return new AwsFault('DeleteConflict', message, 409);
}

export function alreadyExists(message: string): AwsFault {
  return new AwsFault('EntityAlreadyExists', message, 409);
}
