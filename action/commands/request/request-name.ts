import { stringify } from 'yaml';
import { BreakglassError } from '../../domain/error.ts';
import type { DispatchRequest } from '../../runtime/action-inputs.ts';

/** As in `playbook/schema/patterns.ts`: what becomes part of a path has no slash and no dot. */
const NAME = /^(?!constructor$)[a-z0-9][a-z0-9-]{0,38}$/;
const MAX_SLUG = 28;

/** `2026-11-21-inc-4711`: the day in UTC, and what of the incident's id can be part of a file's name. */
export function requestName(incident: string, now: number): string {
  const slug = incident
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, MAX_SLUG)
    .replace(/-+$/, '');
  return `${new Date(now).toISOString().slice(0, 10)}-${slug || 'request'}`;
}

/** Refuses what could leave its folder. */
export function requireName(name: string, option: string): string {
  if (NAME.test(name)) return name;
  throw new BreakglassError('invalid-name', `${option} "${name}" is no name`, {
    hint: 'use 1 to 39 of a-z, 0-9 and "-", starting with a letter or digit',
  });
}

export function requestPath(name: string): string {
  return `playbooks/requests/${requireName(name, 'the request')}.yml`;
}

/** The request as the file that the pull request adds. */
export function requestText({ name, confirmed, duration, inputs, accept, onDrift, ...rest }: DispatchRequest): string {
  return stringify(
    {
      version: 1,
      request: name,
      ...rest,
      confirmed,
      duration,
      ...(Object.keys(inputs).length === 0 ? {} : { inputs }),
      ...(accept.length === 0 ? {} : { accept }),
      ...(onDrift === 'refuse' ? {} : { 'on-drift': onDrift }),
    },
    { lineWidth: 0 },
  );
}
