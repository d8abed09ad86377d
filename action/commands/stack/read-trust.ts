import { BreakglassError } from '../../domain/error.ts';
import type { Variables } from '../../runtime/environment.ts';
import { readYamlFiles } from '../../runtime/yaml-folder.ts';
import type { TrustFacts } from '../../stack/input.ts';
import { pinOf } from '../setup/called-version.ts';
import { reach } from '../setup/place.ts';
import { checkSource } from './source-check.ts';
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

/**
 * Where GitHub is asked at all, it is asked about the commit that is trusted too; `tell` gets what it said.
 *
 * @throws BreakglassError for each option that is wrong, before anything is asked of GitHub; `invalid-value` for a commit that is
 * not of the source repository
 */
export async function readTrust(
  root: string,
  source: TrustSource,
  variables: Variables,
  tell: (line: string) => void,
): Promise<TrustFacts> {
  const code = {
    workflowRef: source.workflows === undefined ? calledNow(root) : workflowRef(source.workflows),
    audience: requireAudience(source.audience),
  };
  if (isOffline(source)) return trustOfOptions(source, code);
  const place = await reach(root, variables, 'read');
  const [facts] = await Promise.all([trustOfGithub(place, code), checkSource(place.octokit, code.workflowRef, tell)]);
  return facts;
}

/**
 * The commit that the clone's workflows call.
 *
 * @throws BreakglassError `not-set-up` where they call none, `invalid-value` where they call several
 */
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
