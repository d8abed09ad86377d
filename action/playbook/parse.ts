import type { Install, Playbook, Request, Role, SourceFile } from '../domain/documents.ts';
import type { Drill } from '../domain/drill.ts';
import type { Registry } from '../domain/step-kind.ts';
import { requireDocument } from './check-document.ts';
import { withOrigin, withOrigins } from './origins.ts';
import { typedInstall, typedPlaybook, typedRequest, typedRole } from './typed.ts';
import { typedDrill } from './typed-drill.ts';

/** `playbooks/<name>.yml`. Throws the first problem, with its position. */
export function parsePlaybook(file: SourceFile, kinds: Registry): Playbook {
  const { written, source } = requireDocument('playbook', file, kinds);
  return withOrigins(typedPlaybook(written), source);
}

/** `playbooks/roles/<name>.yml`. Throws the first problem, with its position. */
export function parseRole(file: SourceFile, kinds: Registry): Role {
  const { written, source } = requireDocument('role', file, kinds);
  return withOrigin(typedRole(written), source);
}

/** `playbooks/installs/<name>.yml`. Throws the first problem, with its position. */
export function parseInstall(file: SourceFile, kinds: Registry): Install {
  const { written, source } = requireDocument('install', file, kinds);
  return withOrigin(typedInstall(written), source);
}

/** `playbooks/requests/<name>.yml`. Throws the first problem, with its position. */
export function parseRequest(file: SourceFile, kinds: Registry): Request {
  const { written, source } = requireDocument('request', file, kinds);
  return withOrigin(typedRequest(written), source);
}

/** `playbooks/drills/<name>.yml`. Throws the first problem, with its position. */
export function parseDrill(file: SourceFile, kinds: Registry): Drill {
  const { written, source } = requireDocument('drill', file, kinds);
  return withOrigin(typedDrill(written), source);
}
