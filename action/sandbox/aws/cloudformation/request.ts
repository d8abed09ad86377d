import { type CreateStackInput, type UpdateStackInput, type Tag as WireTag } from '@aws-sdk/client-cloudformation';
import type { Tag } from '../iam/world.ts';
import { validationError } from './errors.ts';
import { parseTemplate, type Template } from './template/template.ts';
import { MAX_TEMPLATE_BYTES } from './template/text.ts';

const CAPABILITIES = ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'];
const MAX_TAGS = 50;

/** Refuses what the sandbox does not model of a request: it would be ignored. */
export function requireKnownInput(input: object, known: readonly string[]): void {
  const unknown = Object.entries(input).find(([name, value]) => value !== undefined && !known.includes(name));
  if (unknown !== undefined) throw validationError(`the sandbox's CloudFormation does not take ${unknown[0]}`);
}

/** The template of a request's body. */
export function requireTemplate(body: string | undefined): Template {
  if (body === undefined) throw validationError('Either Template URL or Template Body must be specified.');
  if (body.length < 1 || Buffer.byteLength(body) > MAX_TEMPLATE_BYTES) {
    throw validationError(
      `1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to ${MAX_TEMPLATE_BYTES}`,
    );
  }
  return parseTemplate(body);
}

export function requireStackName(name: string): string {
  if (!/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(name)) {
    throw validationError(
      `1 validation error detected: Value '${name}' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
    );
  }
  return name;
}

export function requireCapabilities(
  input: Pick<CreateStackInput | UpdateStackInput, 'Capabilities'>,
): readonly string[] {
  const given: readonly string[] = input.Capabilities ?? [];
  const unknown = given.find((capability) => !CAPABILITIES.includes(capability));
  if (unknown !== undefined) {
    throw validationError(
      `Value '[${unknown}]' at 'capabilities' must satisfy enum value set: [${CAPABILITIES.join(', ')}]`,
    );
  }
  return given;
}

/** A stack's tags, which its resources get as well. */
export function requireStackTags(tags: readonly WireTag[]): readonly Tag[] {
  const read = tags.map(({ Key: key = '', Value: value = '' }) => ({ Key: key, Value: value }));
  if (read.length > MAX_TAGS) throw validationError(`A stack takes ${MAX_TAGS} tags at most`);
  if (new Set(read.map(({ Key: key }) => key)).size < read.length) throw validationError('Duplicate tag keys found');
  const reserved = read.find(({ Key: key }) => key.toLowerCase().startsWith('aws:'));
  if (reserved !== undefined) throw validationError(`Tag key ${reserved.Key} begins with the reserved prefix aws:`);
  return read;
}
