import type { JsonObject } from '../../action/domain/json.ts';
import type { Estate } from './estate.ts';

/** What the contract needs to know of a step kind beyond its own file. */
export interface Fixture {
  readonly kind: string;
  /** Worlds in which the kind does its work, by name; together they make it use every grant. */
  readonly scenes: Readonly<Record<string, Scene>>;
  /** What the kind needs beside the plain estate, in every world; where it is there already, nothing happens. */
  readonly needs?: Scene;
  /** The nth step of this kind in one plan on one estate: with n = 0 and n = 1 both change something. */
  readonly params: (estate: Estate, n: number) => JsonObject;
  /** Changes by somebody else to what the step has changed, made after it was applied. */
  readonly touched: Readonly<Record<string, ForeignChange>>;
  /** Changes by somebody else beside it: to the same resource, or to one that it belongs to. */
  readonly untouched: Readonly<Record<string, ForeignChange>>;
  /** Fewer kinds of fault, for kinds that are broken in some other way. */
  readonly quick?: true;
}

/** Prepares an estate, as its owner. */
export type Scene = (estate: Estate) => Promise<void>;
export type ForeignChange = (estate: Estate) => Promise<void>;
