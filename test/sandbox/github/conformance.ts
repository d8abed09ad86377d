import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { route } from '../../../action/sandbox/github/rest/router.ts';

interface Description {
  readonly operations: Readonly<Record<string, Readonly<Record<string, object | null>>>>;
  readonly definitions: Readonly<Record<string, object>>;
}

const file = new URL('../../fixtures/github-openapi.json', import.meta.url);
const description = JSON.parse(readFileSync(file, 'utf8')) as Description;
// GitHub's description has formats and keywords of OpenAPI that no validation needs.
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema({ $id: 'github', definitions: description.definitions });
const compiled = new Map<string, ValidateFunction>();

/** References in the extract are to its own `definitions`. */
function rebase(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/definitions/', '"github#/definitions/')) as object;
}

/**
 * Why an answer is not one that GitHub describes; undefined when it is. GitHub describes errors for few operations: an
 * error that is not described has to be a `basic-error`.
 */
export function violation(method: string, pathname: string, status: number, body: unknown): string | undefined {
  const operation = route(method, pathname)?.endpoint.operation;
  if (operation === undefined) return status === 404 ? undefined : `${method} ${pathname} is not emulated`;
  const answers = description.operations[operation] ?? {};
  const described = answers[String(status)];
  if (described === undefined && status < 400) return `${operation} does not answer ${status}`;
  const schema = described ?? (status < 400 ? null : { $ref: '#/definitions/basic-error' });
  if (schema === null) return body === undefined || body === '' ? undefined : `${operation} ${status} has a body`;
  const key = `${operation} ${status}`;
  const validate = compiled.get(key) ?? ajv.compile(rebase(schema));
  compiled.set(key, validate);
  return validate(body) ? undefined : `${key}: ${ajv.errorsText(validate.errors)}`;
}
