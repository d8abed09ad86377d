import type { JSONWebKeySet } from 'jose';
import type { Clock } from '../ports/clock.ts';
import { scaledClock } from '../runtime/clock.ts';
import { type AwsSandbox, startAws } from './aws/start-aws.ts';
import { createFaults, type Faults } from './faults.ts';
import { type GithubSandbox, startGithub } from './github/server.ts';

export type SandboxAws = AwsSandbox;
export type SandboxGithub = GithubSandbox;

export interface SandboxOptions {
  /** How many times faster than the wall its clock runs; default 1. */
  readonly scale?: number;
  /** How long IAM's changes take to be in force, in milliseconds of its clock; default 0. */
  readonly propagationMs?: number;
}

/** AWS and GitHub on loopback, which trust each other as the customer's account trusts GitHub. */
export interface Sandbox {
  readonly aws: AwsSandbox;
  readonly github: GithubSandbox;
  readonly faults: Faults;
  readonly clock: Clock;
  /** `BREAKGLASS_CLOCK` for the bundle under drill: `<epoch ms>/<scale>`. */
  readonly clockVariable: string;
  close(): Promise<void>;
}

export async function startSandbox({ scale = 1, propagationMs = 0 }: SandboxOptions = {}): Promise<Sandbox> {
  const epoch = Date.now();
  const clock = scaledClock(epoch, scale);
  const faults = createFaults();
  const github = await startGithub({ clock, faults });
  const keys = github.jwks().keys.map((key) => ({ ...key }));
  const identityProviders = new Map<string, () => Promise<JSONWebKeySet>>([[github.issuer, async () => ({ keys })]]);
  const aws = await startAws({ clock, faults, propagationMs, identityProviders });
  return {
    aws,
    github,
    faults,
    clock,
    clockVariable: `${epoch}/${scale}`,
    close: async () => {
      await Promise.all([aws.close(), github.close()]);
    },
  };
}
