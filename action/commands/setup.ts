import { asBreakglassError, BreakglassError } from '../domain/error.ts';
import type { RepositoryFacts } from '../domain/setup-facts.ts';
import { readRepository, type SettingsPlace } from '../github/settings.ts';
import { readBranch } from '../github/settings-branches.ts';
import { processVariables, type Variables } from '../runtime/environment.ts';
import { plain } from '../view/escape.ts';
import { examine, isGreen, tell } from './doctor.ts';
import type { Change } from './setup/change.ts';
import { requireFewApprovers } from './setup/environment-change.ts';
import { planFiles } from './setup/files.ts';
import { planChanges } from './setup/goals.ts';
import type { InstallOptions } from './setup/install-file.ts';
import { reach } from './setup/place.ts';
import { publication } from './setup/publication.ts';

export interface SetupOptions extends InstallOptions {
  /** Commit of Breakglass whose reusable workflows are called. */
  readonly workflows?: string;
  readonly dryRun: boolean;
}

type Write = (line: string) => void;

/**
 * `breakglass setup`: brings a playbook repository to what the gate wants, and says each change before it is made. Run again, it
 * changes nothing. Exit code 0 only when the doctor is content.
 */
export async function setupCommand(root: string, options: SetupOptions, write: Write): Promise<number> {
  const variables = processVariables();
  const place = await reach(root, variables, 'push');
  const say: Write = (line) => write(plain(line));
  // Whatever is wrong with the command line or the files is told before anything is asked of GitHub.
  const files = await planFiles(root, options);
  for (const install of files.installs) requireFewApprovers(install);
  const repository = await readRepository(place);
  const ready = await files.resolve(place, repository.defaultBranch);
  const { before, after } = await planChanges(place, repository, ready.installs);
  const publish = await publishChange(place, root, repository, ready, variables);
  const changes = [ready.change, ...before, publish.change, ...after].filter(
    ({ differences }) => differences.length > 0,
  );
  say(`${repository.owner}/${repository.name}, default branch ${repository.defaultBranch}`);
  for (const change of changes) announce(change, say);
  for (const note of publish.notes) say(note);
  if (changes.length === 0) say('nothing is to be changed');
  if (options.dryRun) {
    say(`${changes.length} changes, none made`);
    return 0;
  }
  await applyAll(changes, say);
  for (const { install } of ready.installs) {
    say(`what the customer of ${install} deploys, and what it trusts: breakglass stack --install ${install}`);
  }
  const findings = await examine(place);
  tell(findings, write);
  return isGreen(findings) ? 0 : 1;
}

function announce({ subject, differences }: Change, say: Write): void {
  for (const { what, now, wanted } of differences)
    say(`${subject}${what === '' ? '' : `, ${what}`}: ${now} → ${wanted}`);
}

/** Makes the changes in order. Where one fails, those before it stand, and are told. */
async function applyAll(changes: readonly Change[], say: Write): Promise<void> {
  const done: string[] = [];
  for (const { subject, apply } of changes) {
    try {
      await apply();
    } catch (error) {
      const failure = asBreakglassError(error);
      const stands = done.length === 0 ? 'nothing was changed' : `done before that: ${done.join(', ')}`;
      throw new BreakglassError(failure.code, `${subject}: ${failure.message}`, {
        hint: [failure.hint, `${stands}; run setup again to go on`].filter((line) => line !== undefined).join('\n'),
        cause: failure,
      });
    }
    done.push(subject);
    say(`done: ${subject}`);
  }
}

async function publishChange(
  place: SettingsPlace,
  root: string,
  repository: RepositoryFacts,
  ready: { readonly change: Change },
  variables: Variables,
) {
  const branch = await readBranch(place, repository.defaultBranch);
  const pending = ready.change.differences.map(({ what }) => what);
  return publication({ place, root, branch, pending, variables });
}
