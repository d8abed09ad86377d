import { BreakglassError } from '../../domain/error.ts';

/** `NAME=ARN` of an option that may be given more than once. */
export function pair(option: string, given: string): readonly [name: string, arn: string] {
  const equals = given.indexOf('=');
  if (equals > 0) return [given.slice(0, equals), given.slice(equals + 1)];
  throw new BreakglassError('invalid-input', `--${option} "${given}" is no NAME=ARN`, {
    hint: 'write a name, "=" and the full ARN',
  });
}
