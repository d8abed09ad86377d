import { randomInt } from 'node:crypto';
import type { Provisioning } from './resource-type.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const SUFFIX_LENGTH = 12;

/** The name that CloudFormation gives a resource that its author did not name: stack, logical id, random. */
export function generatedName({ around, logicalId }: Provisioning, maximum: number): string {
  let suffix = '';
  while (suffix.length < SUFFIX_LENGTH) suffix += ALPHABET.charAt(randomInt(ALPHABET.length));
  const room = Math.floor((maximum - SUFFIX_LENGTH - 2) / 2);
  return [around.stackName.slice(0, room), logicalId.slice(0, room), suffix].join('-');
}
