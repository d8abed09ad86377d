import { data, Evaluator, Lexer, Parser, wellKnownFunctions } from '@actions/expressions';
import { TokenType } from '@actions/expressions/lexer';
import { readRequest } from '../../action/commands/read-documents.ts';
import type { Request } from '../../action/domain/documents.ts';
import { isJsonObject, type JsonObject } from '../../action/domain/json.ts';
import { readActionInputs } from '../../action/runtime/action-inputs.ts';
import type { ScaffoldFile } from '../../action/scaffold/scaffold-file.ts';
import { registry } from '../../action/services/registry.ts';
import { parsedMapping } from '../workflows/github-schema.ts';
import { object, readWorkflow } from '../workflows/workflow.ts';

/** The form of a generated dispatch workflow, field by field. */
export function formOf({ path, text }: ScaffoldFile): Readonly<Record<string, JsonObject>> {
  const on = object(readWorkflow(path, text).data['on']);
  const inputs = object(object(on['workflow_dispatch'])['inputs']);
  return Object.fromEntries(Object.entries(inputs).map(([name, spec]) => [name, object(spec)]));
}

/** What the called workflow is given when the form is sent with these answers: GitHub's parser and expressions decide. */
export function given({ text }: ScaffoldFile, inputs: JsonObject): Readonly<Record<string, string>> {
  const contexts = {
    inputs,
    github: { run_number: '12', token: 'the token' },
    secrets: { BREAKGLASS_ALERTS: 'the secret' },
  };
  const context: unknown = JSON.parse(JSON.stringify(contexts), data.reviver);
  if (!(context instanceof data.Dictionary)) throw new Error('contexts are a dictionary');
  const values = Object.entries(parsedMapping(text, ['jobs', 'break-glass', 'with'])).map(([name, parsed]) => {
    if ('text' in parsed) return [name, parsed.text];
    // This library undoubles only the first '' of a string; GitHub's runner undoubles all.
    const tokens = new Lexer(parsed.expression)
      .lex()
      .tokens.map((token) => (token.type === TokenType.STRING ? { ...token, value: undoubled(token.lexeme) } : token));
    const tree = new Parser(tokens, ['inputs', 'github', 'secrets'], Object.values(wellKnownFunctions)).parse();
    return [name, new Evaluator(tree, context).evaluate().coerceString()];
  });
  return Object.fromEntries(values);
}

function undoubled(lexeme: string): string {
  return lexeme.slice(1, -1).replaceAll("''", "'");
}

/** The request that the action reads from that, as its plan job does. */
export async function requestOf(file: ScaffoldFile, inputs: JsonObject): Promise<Request> {
  const variables = Object.entries(given(file, inputs)).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const { request } = readActionInputs({
    ...Object.fromEntries(variables),
    INPUT_COMMAND: 'plan',
    'INPUT_GITHUB-TOKEN': 'token',
  });
  if (request === undefined) throw new Error('no request');
  const nowhere = { readFile: async () => undefined, listFiles: async () => [] };
  return (await readRequest(nowhere, request, registry)).request;
}

/** Answers of a person who ticks nothing and leaves every default. */
export function untouched(file: ScaffoldFile): JsonObject {
  const answers = Object.entries(formOf(file)).map(([name, spec]) => {
    const options = Array.isArray(spec['options']) ? spec['options'] : [];
    return [name, spec['default'] ?? options[0] ?? (spec['type'] === 'number' ? '1' : 'x')];
  });
  const all: unknown = Object.fromEntries(answers);
  return isJsonObject(all) ? all : {};
}
