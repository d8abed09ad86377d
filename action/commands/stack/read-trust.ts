import { BreakglassError } from '../../domain/error.ts';
import type { Variables } from '../../runtime/environment.ts';
import { readYamlFiles } from '../../runtime/yaml-folder.ts';
import type { TrustFacts } from '../../stack/input.ts';
import { reach } from '../setup/place.ts';
import { pinOf } from '../setup/workflow-facts.ts';
import {
  isOffline,
  requireAudience,
  type TrustOptions,
  trustOfGithub,
  trustOfOptions,
  workflowRef,
} from './trust-facts.ts';

/** What the roles trust, as the command line names it: what it does not name comes from GitHub and from the clone. */
export interface TrustSource extends TrustOptions {
  readonly workflows?: string;
  readonly audience: string;
}

/** @throws BreakglassError for each option that is wrong, before anything is asked of GitHub */
export async function readTrust(root: string, source: TrustSource, variables: Variables): Promise<TrustFacts> {
  const code = {
    workflowRef: source.workflows === undefined ? calledNow(root) : workflowRef(source.workflows),
    audience: requireAudience(source.audience),
  };
  if (isOffline(source)) return trustOfOptions(source, code);
  return trustOfGithub(await reach(root, variables, 'read'), code);
}

/** The commit that the clone's workflows call. */
export function calledNow(root: string): string {
  const pin = pinOf(readYamlFiles(root, '.github/workflows'));
  if (pin !== undefined) return pin.sha;
  throw new BreakglassError(
    'not-set-up',
    'no workflow of the folder calls Breakglass, so no version of it is trusted',
    {
      hint: 'run "breakglass init" first, or name the version by --workflows',
    },
  );
}
