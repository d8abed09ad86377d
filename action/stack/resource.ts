import type { Fields } from './intrinsic.ts';

/** A resource of a template, with what a person should know before they read it. */
export interface Resource {
  readonly id: string;
  readonly comment: string;
  readonly fields: Fields;
}
