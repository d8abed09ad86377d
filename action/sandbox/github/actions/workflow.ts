import type { Json } from '../../../domain/json.ts';
import type { Condition, Template } from './expression.ts';
import type { Permissions } from './permissions.ts';
import type { Triggers } from './triggers.ts';

export type Templates = Readonly<Record<string, Template>>;

/** A value that a caller gives: a text with expressions, or what YAML says. */
export type Given = { readonly template: Template } | { readonly value: Json };

export interface Concurrency {
  readonly group: Template;
  readonly cancelInProgress: Template | undefined;
  /** All that wait keep their place; otherwise only the last one does. */
  readonly queueAll: boolean;
}

export interface Step {
  readonly id: string | undefined;
  readonly name: Template | undefined;
  readonly if: Condition | undefined;
  readonly env: Templates;
  readonly continueOnError: Template | undefined;
  /** Minutes. */
  readonly timeout: number | undefined;
  readonly does:
    | {
        readonly kind: 'run';
        readonly script: Template;
        readonly shell: 'default' | 'bash';
        readonly folder: Template | undefined;
      }
    | { readonly kind: 'uses'; readonly uses: string; readonly with: Templates };
}

interface JobCommon {
  readonly key: string;
  /** Where the file defines it, as GitHub's messages say it: 1-based. */
  readonly line: number;
  readonly column: number;
  readonly name: Template | undefined;
  readonly needs: readonly string[];
  readonly if: Condition | undefined;
  readonly permissions: Permissions | undefined;
  readonly concurrency: Concurrency | undefined;
}

export interface StepsJob extends JobCommon {
  readonly kind: 'steps';
  readonly environment: Template | undefined;
  readonly outputs: Templates;
  readonly env: Templates;
  readonly continueOnError: Template | undefined;
  readonly timeout: number | undefined;
  readonly steps: readonly Step[];
}

export interface CallJob extends JobCommon {
  readonly kind: 'call';
  readonly uses: string;
  readonly with: Readonly<Record<string, Given>>;
  readonly secrets: 'inherit' | Templates;
}

export type JobSpec = StepsJob | CallJob;

/** One workflow file, read and checked. */
export interface Workflow {
  readonly path: string;
  /** Its `name`, or its path. */
  readonly name: string;
  readonly triggers: Triggers;
  readonly permissions: Permissions | undefined;
  readonly env: Templates;
  readonly concurrency: Concurrency | undefined;
  /** In the file's order. */
  readonly jobs: readonly JobSpec[];
}
