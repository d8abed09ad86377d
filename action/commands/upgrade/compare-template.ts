import { readFileSync } from 'node:fs';
import { isMap, isScalar, parseDocument } from 'yaml';
import { asBreakglassError, BreakglassError } from '../../domain/error.ts';
import { enableParameter, PARAMETERS } from '../../domain/stack-names.ts';
import { MAX_FILE_BYTES } from '../../playbook/source-text.ts';
import type { Variables } from '../../runtime/environment.ts';
import { registry } from '../../services/registry.ts';
import { buildTemplate } from '../../stack/template.ts';
import { writeTemplate } from '../../stack/write.ts';
import { readStackDocuments } from '../stack/documents.ts';
import { readTrust, type TrustSource } from '../stack/read-trust.ts';
import { stackInput } from '../stack/stack-input.ts';

/** What a deployed template is to the one that this copy of Breakglass writes. */
export interface TemplateNews {
  readonly same: boolean;
  /** Parameters that the deployed one has. */
  readonly deployed: readonly string[];
}

/** Every parameter of the template that offers these roles: a test compares it with the template. */
export function parameterNames(roles: readonly string[]): readonly string[] {
  return [...roles.toSorted().map(enableParameter), ...Object.values(PARAMETERS)];
}

/**
 * Compares the file with what `breakglass stack` writes of the same install, but for comments and for the version that is
 * trusted unless a parameter says otherwise.
 *
 * @throws BreakglassError `file-missing`, `invalid-yaml`; what `breakglass stack` throws
 */
export async function compareTemplate(
  root: string,
  source: TrustSource & { readonly install: string; readonly template: string },
  variables: Variables,
  tell: (line: string) => void,
): Promise<TemplateNews> {
  const text = readTemplate(source.template);
  const documents = readStackDocuments(root, source.install);
  const input = stackInput(documents, await readTrust(root, source, variables, tell), registry);
  const fresh = writeTemplate(buildTemplate(input));
  return { same: essence(text) === essence(fresh), deployed: deployedParameters(source.template, text) };
}

function readTemplate(path: string): string {
  try {
    const text = readFileSync(path, 'utf8');
    if (text.length <= MAX_FILE_BYTES) return text;
  } catch (error) {
    throw new BreakglassError('file-missing', `${path} cannot be read: ${asBreakglassError(error).message}`, {
      hint: 'write it by aws cloudformation get-template … --query TemplateBody --output text',
    });
  }
  throw new BreakglassError('file-too-large', `${path} is larger than any template that CloudFormation takes`);
}

const COMMENT = /^\s*(#|$)/;
const TRUSTED = /^(\s+Default: )['"]?([0-9a-f]{40}|refs\/tags\/v[0-9.]+)['"]?$/;

function essence(template: string): string {
  return template
    .split(/\r?\n/)
    .filter((line) => !COMMENT.test(line))
    .map((line) => line.trimEnd().replace(TRUSTED, '$1'))
    .join('\n');
}

function deployedParameters(path: string, text: string): readonly string[] {
  const parameters = parseDocument(text, { logLevel: 'silent', version: '1.1' }).get('Parameters');
  const names = isMap(parameters) ? parameters.items.map(({ key }) => (isScalar(key) ? String(key.value) : '')) : [];
  if (names.includes(PARAMETERS.allowedWorkflowRefs) && names.every((name) => /^[A-Za-z0-9]{1,255}$/.test(name))) {
    return names;
  }
  throw new BreakglassError('invalid-yaml', `${path} is no template of breakglass stack`, {
    hint: 'write it by aws cloudformation get-template … --query TemplateBody --output text',
  });
}
