import { basename } from 'node:path';
import type { Playbook, Role, SourceFile } from '../../../action/domain/documents.ts';
import type { Drill } from '../../../action/domain/drill.ts';
import type { Registry } from '../../../action/domain/step-kind.ts';
import { parseDrill, parsePlaybook, parseRole } from '../../../action/playbook/parse.ts';
import { readYamlFiles } from '../../../action/runtime/yaml-folder.ts';

/** A playbook of this repository with the files beside it. */
export interface Shipped {
  readonly playbook: Playbook;
  /** What its file says before it begins: for whom it is, and what to know before. */
  readonly preface: string;
  readonly role: Role;
  readonly drill: Drill;
}

/** Every shipped playbook, by name. Throws where one has no drill, or its role no file. */
export function shippedPlaybooks(root: string, registry: Registry): readonly Shipped[] {
  const drills = new Map(
    readYamlFiles(root, 'playbooks/drills').map((file) => [nameOf(file), parseDrill(file, registry)]),
  );
  const roles = new Map(
    readYamlFiles(root, 'playbooks/roles').map((file) => [nameOf(file), parseRole(file, registry)]),
  );
  return readYamlFiles(root, 'playbooks').map((file) => {
    const playbook = parsePlaybook(file, registry);
    const [role, drill] = [roles.get(playbook.role), drills.get(playbook.playbook)];
    if (role === undefined || drill === undefined) throw new Error(`${file.path} has no ${role ? 'drill' : 'role'}`);
    return { playbook, preface: prefaceOf(file.text), role, drill };
  });
}

function nameOf({ path }: SourceFile): string {
  return basename(path, '.yml');
}

function prefaceOf(text: string): string {
  const [comment = ''] = /^(#[^\n]*\n)*/.exec(text) ?? [];
  return comment.replaceAll(/^# ?/gm, '').replaceAll('\n', ' ').trim();
}
