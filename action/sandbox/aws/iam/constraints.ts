import { AwsFault } from '../service.ts';
import type { Tag } from './world.ts';

const NAME = /^[\w+=,.@-]+$/;
const PATH = /^(\/|\/[\x21-\x7e]+\/)$/;
const MAX_TAGS = 50;

/** A name of an IAM entity, or IAM's ValidationError. */
export function requireName(member: string, value: string, maximum: number): string {
  if (value.length < 1 || value.length > maximum) {
    throw invalid(value, member, `Member must have length between 1 and ${maximum}`);
  }
  if (!NAME.test(value)) {
    throw new AwsFault(
      'ValidationError',
      `The specified value for ${member} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
    );
  }
  return value;
}

/** A path such as `/breakglass/`; default `/`. */
export function requirePath(value: string | undefined): string {
  const path = value ?? '/';
  if (path.length > 512 || !PATH.test(path)) {
    throw new AwsFault(
      'ValidationError',
      'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
    );
  }
  return path;
}

/** A number between two bounds, or IAM's ValidationError. */
export function requireBetween(member: string, value: number, minimum: number, maximum: number): number {
  if (value < minimum) throw invalid(value, member, `Member must have value greater than or equal to ${minimum}`);
  if (value > maximum) throw invalid(value, member, `Member must have value less than or equal to ${maximum}`);
  return value;
}

/** Tags without duplicates; keys are case-insensitive in IAM. */
export function requireTags(
  tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined,
): readonly Tag[] {
  const list = (tags ?? []).map(({ Key: key = '', Value: value = '' }) => ({ Key: key, Value: value }));
  if (list.length > MAX_TAGS) throw invalid(list.length, 'tags', `Member must have length less than or equal to 50`);
  for (const { Key: key, Value: value } of list) {
    if (key.length < 1 || key.length > 128) throw invalid(key, 'tags.member.key', 'Member must have length 1 to 128');
    if (value.length > 256) throw invalid(value, 'tags.member.value', 'Member must have length 0 to 256');
  }
  if (new Set(list.map(({ Key: key }) => key.toLowerCase())).size < list.length) {
    throw new AwsFault('InvalidInput', 'Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  }
  return list;
}

/** AWS's message for a value that breaks a constraint of the API's model. */
export function invalid(value: unknown, member: string, constraint: string): AwsFault {
  return new AwsFault(
    'ValidationError',
    `1 validation error detected: Value '${String(value)}' at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}
