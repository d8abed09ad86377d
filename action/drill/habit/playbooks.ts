import { strayDrill } from '../../commands/cross-checks.ts';
import type { Install, Playbook } from '../../domain/documents.ts';
import type { Drill } from '../../domain/drill.ts';
import { parseDrill, parseInstall, parsePlaybook } from '../../playbook/parse.ts';
import { gitOutput } from '../../runtime/git-process.ts';
import { readYamlFiles } from '../../runtime/yaml-folder.ts';
import { registry } from '../../services/registry.ts';
import type { Drillable } from './pick.ts';

/** A playbook repository's files, as far as drills need them; valid, or the first problem is thrown with its place. */
export interface PlaybookFolder {
  readonly root: string;
  readonly playbooks: ReadonlyMap<string, Playbook>;
  readonly drills: ReadonlyMap<string, Drill>;
  readonly installs: readonly Install[];
  /** Commit of the clone; null outside one. */
  readonly commit: string | null;
}

export async function readPlaybookFolder(root: string): Promise<PlaybookFolder> {
  const playbooks = readYamlFiles(root, 'playbooks').map((file) => parsePlaybook(file, registry));
  const drills = readYamlFiles(root, 'playbooks/drills').map((file) => parseDrill(file, registry));
  const installs = readYamlFiles(root, 'playbooks/installs').map((file) => parseInstall(file, registry));
  const names = new Map(playbooks.map((playbook) => [playbook.playbook, playbook]));
  const [stray] = drills.flatMap((drill) => strayDrill(drill, [...names.keys()]));
  if (stray !== undefined) throw stray;
  return {
    root,
    playbooks: names,
    drills: new Map(drills.map((drill) => [drill.drill, drill])),
    installs,
    commit: await headOf(root),
  };
}

/** Each playbook with when its file came; a clone without its history does not know. */
export function drillables(folder: PlaybookFolder): Promise<readonly Drillable[]> {
  return Promise.all(
    [...folder.playbooks.keys()].map(async (playbook) => ({
      playbook,
      hasDrill: folder.drills.has(playbook),
      since: await arrival(folder.root, `playbooks/${playbook}.yml`),
    })),
  );
}

async function headOf(root: string): Promise<string | null> {
  try {
    return (await gitOutput(root, ['rev-parse', 'HEAD'])).trim();
  } catch {
    return null;
  }
}

async function arrival(root: string, path: string): Promise<number | undefined> {
  try {
    const shallow = (await gitOutput(root, ['rev-parse', '--is-shallow-repository'])).trim() === 'true';
    if (shallow) return undefined;
    const lines = await gitOutput(root, ['log', '--diff-filter=A', '--format=%ct', '--', path]);
    const first = lines.trim().split('\n').at(-1) ?? '';
    return first === '' ? undefined : Number(first) * 1_000;
  } catch {
    return undefined;
  }
}
