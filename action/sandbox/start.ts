import type { JSONWebKeySet } from 'jose';
import { type AwsSandbox, startAws } from './aws/start-aws.ts';
import type { Door } from './exchange.ts';
import { createFaults, type Faults } from './faults.ts';
import { type GithubSandbox, startGithub } from './github/server.ts';
import { createJumpingClock, type JumpingClock } from './jumping-clock.ts';

export type SandboxAws = AwsSandbox;
export type SandboxGithub = GithubSandbox;

export interface SandboxOptions {
  /** How many times faster than the wall its clock runs; default 1. */
  readonly scale?: number;
  /** How long IAM's changes take to be in force, in milliseconds of its clock; default 0. */
  readonly propagationMs?: number;
  /** Instead of one that runs with the wall. */
  readonly clock?: JumpingClock;
}

/** AWS and GitHub on loopback, which trust each other as the customer's account trusts GitHub. */
export interface Sandbox {
  readonly aws: AwsSandbox;
  readonly github: GithubSandbox;
  /** What answers behind each origin, for a caller in this process that needs no socket. */
  readonly doors: ReadonlyMap<string, Door>;
  readonly faults: Faults;
  readonly clock: JumpingClock;
  /** `BREAKGLASS_CLOCK` for a bundle that is started now: `<epoch ms>/<scale>`. */
  readonly clockVariable: string;
  close(): Promise<void>;
}

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { scale = 1, propagationMs = 0, clock = createJumpingClock(Date.now(), scale) } = options;
  const faults = createFaults();
  const github = await startGithub({ clock, faults });
  const keys = github.jwks().keys.map((key) => ({ ...key }));
  const identityProviders = new Map<string, () => Promise<JSONWebKeySet>>([[github.issuer, async () => ({ keys })]]);
  const aws = await startAws({ clock, faults, propagationMs, identityProviders });
  return {
    aws,
    github,
    doors: new Map([...github.doors, [aws.endpoint, aws.door]]),
    faults,
    clock,
    get clockVariable() {
      return clock.variable();
    },
    close: async () => {
      await Promise.all([aws.close(), github.close()]);
    },
  };
}
