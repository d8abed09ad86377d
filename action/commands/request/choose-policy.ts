import type { Install, Playbook } from '../../domain/documents.ts';
import { BreakglassError } from '../../domain/error.ts';
import type { Repository } from '../../ports/repository.ts';
import { registry } from '../../services/registry.ts';
import { FOLDERS, readInstall, readPlaybook } from '../read-documents.ts';
import type { RequestOptions } from './options.ts';
import { askChoice, type Prompter } from './prompter.ts';
import { requireName } from './request-name.ts';

/** The playbook and the install that are meant: given, the only one, or chosen. */
export async function choosePolicy(
  options: Pick<RequestOptions, 'playbook' | 'install'>,
  repository: Repository,
  prompter: Prompter | undefined,
): Promise<{ readonly playbook: Playbook; readonly install: Install }> {
  const playbook = await chooseFile('playbook', options.playbook, repository, prompter);
  const install = await chooseFile('install', options.install, repository, prompter);
  const [policy, found] = await Promise.all([
    readPlaybook(repository, { playbook }, registry),
    readInstall(repository, { install }, registry),
  ]);
  return { playbook: policy.playbook, install: found.install };
}

async function chooseFile(
  kind: 'playbook' | 'install',
  given: string | undefined,
  repository: Repository,
  prompter: Prompter | undefined,
): Promise<string> {
  if (given !== undefined) return requireName(given, kind);
  const folder = FOLDERS[kind];
  const names = (await repository.listFiles(folder)).flatMap((name) =>
    name.endsWith('.yml') ? [name.slice(0, -'.yml'.length)] : [],
  );
  const [only] = names;
  // One customer has one environment more often than not.
  if (kind === 'install' && only !== undefined && names.length === 1) return only;
  const choices = names.map((name) => ({ name, note: '' }));
  if (prompter !== undefined && choices.length > 0) return askChoice(prompter, kind, choices);
  throw new BreakglassError('invalid-input', `no ${kind} is given`, {
    hint: names.length === 0 ? `there is none in ${folder}/` : `name one of: ${names.join(', ')}`,
  });
}
