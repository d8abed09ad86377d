import { readFileSync } from 'node:fs';
import type { Install, Playbook, Request, Role, SourceFile } from '../../action/domain/documents.ts';
import { BreakglassError } from '../../action/domain/error.ts';
import { parseInstall, parsePlaybook, parseRequest, parseRole } from '../../action/playbook/parse.ts';
import { registry } from '../../action/services/registry.ts';

/** One of the sample files, edited. */
export function sampleFile(path: string, edit: (text: string) => string = (text) => text): SourceFile {
  const text = readFileSync(new URL(`../fixtures/playbooks/${path}`, import.meta.url), 'utf8');
  return { path: `playbooks/${path}`, text: edit(text), blob: '' };
}

type Edit = (text: string) => string;

export function samplePlaybook(edit?: Edit): Playbook {
  return parsePlaybook(sampleFile('shift-traffic.yml', edit), registry);
}

export function sampleRole(edit?: Edit): Role {
  return parseRole(sampleFile('roles/load-balancer.yml', edit), registry);
}

export function sampleInstall(edit?: Edit): Install {
  return parseInstall(sampleFile('installs/acme-prod.yml', edit), registry);
}

export function sampleRequest(edit?: Edit): Request {
  return parseRequest(sampleFile('requests/inc-4711.yml', edit), registry);
}

/** Replaces `from`, which has to be there. */
export function replacing(from: string, to: string): Edit {
  return (text) => {
    if (!text.includes(from)) throw new Error(`the sample has no "${from}"`);
    return text.replace(from, to);
  };
}

/** The error that `action` throws: code, and position as line:column. */
export function refusal(action: () => unknown): { readonly code: string; readonly at: string | undefined } {
  try {
    action();
  } catch (error) {
    if (!(error instanceof BreakglassError)) throw error;
    return { code: error.code, at: error.at === undefined ? undefined : `${error.at.line}:${error.at.column}` };
  }
  return { code: 'accepted', at: undefined };
}
