import { AwsFault } from '../service.ts';
import { RESOURCE_TYPES } from './resources/registry.ts';
import type { Template } from './template/template.ts';

/** The capability that a template asks for: resources of IAM, or such with names of the author's own. */
export function neededCapability(template: Template): 'CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM' | undefined {
  let needed: 'CAPABILITY_IAM' | undefined;
  for (const { type, properties } of template.resources.values()) {
    const known = RESOURCE_TYPES.get(type);
    if (known?.needsCapability !== true) continue;
    if (properties.members.some(([name]) => name === known.nameProperty)) return 'CAPABILITY_NAMED_IAM';
    needed = 'CAPABILITY_IAM';
  }
  return needed;
}

/** Throws InsufficientCapabilitiesException; CAPABILITY_NAMED_IAM includes CAPABILITY_IAM. */
export function requireCapability(template: Template, given: readonly string[]): void {
  const needed = neededCapability(template);
  if (needed === undefined || given.includes(needed) || given.includes('CAPABILITY_NAMED_IAM')) return;
  throw new AwsFault('InsufficientCapabilitiesException', `Requires capabilities : [${needed}]`);
}
