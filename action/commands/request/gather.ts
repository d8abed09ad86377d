import type { InputSpec, Install, Person, Playbook } from '../../domain/documents.ts';
import { formatDuration, parseDuration } from '../../domain/duration.ts';
import { BreakglassError } from '../../domain/error.ts';
import { type Account, isPerson } from '../../domain/gate-facts.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import { suggest } from '../../playbook/nearest.ts';
import type { DispatchRequest } from '../../runtime/action-inputs.ts';
import { readAssignments, typedValue } from './input-values.ts';
import type { RequestOptions } from './options.ts';
import { askChoice, askText, askYesNo, type Prompter } from './prompter.ts';
import { requestName } from './request-name.ts';

const DEFAULT_DURATION = '30m';

export interface GatherInput {
  readonly options: RequestOptions;
  readonly playbook: Playbook;
  readonly install: Install;
  readonly me: Account;
  readonly prompter: Prompter | undefined;
  readonly now: number;
}

/**
 * The request as data: from the options, and where somebody sits at a terminal, from their answers.
 *
 * @throws BreakglassError `invalid-input` that lists all that is missing
 */
export async function gather(input: GatherInput): Promise<DispatchRequest> {
  const { options, playbook, install, prompter } = input;
  const missing: string[] = [];
  const text = async (given: string | undefined, question: string, option: string): Promise<string> => {
    if (given !== undefined) return given;
    if (prompter !== undefined) return askText(prompter, question);
    missing.push(`${option}: ${question}`);
    return '';
  };
  const incident = await text(options.incident, "the incident's id in your tracker", '--incident');
  const reason = await text(options.reason, 'the reason, for the approver and the record', '--reason');
  const inputs = await gatherInputs(input, missing);
  const confirmed = await gatherConfirmed(input, missing);
  const accept = await gatherAccept(input);
  const commander = await gatherCommander(input, missing);
  requireNothingMissing(missing);
  return {
    name: options.name ?? requestName(incident, input.now),
    playbook: playbook.playbook,
    install: install.install,
    incident,
    reason,
    commander,
    confirmed,
    duration: options.duration ?? defaultDuration(playbook),
    inputs,
    accept,
    onDrift: options.onDrift,
    ...(options.undo === undefined ? {} : { undo: options.undo }),
    ...(options.extends === undefined ? {} : { extends: options.extends }),
  };
}

function requireNothingMissing(missing: readonly string[]): void {
  if (missing.length === 0) return;
  throw new BreakglassError('invalid-input', `${missing.length === 1 ? 'an answer is' : 'answers are'} missing`, {
    hint: `add these, or run it on a terminal to be asked:\n${missing.map((line) => `  ${line}`).join('\n')}`,
  });
}

function defaultDuration({ maxDurationMs }: Playbook): string {
  return formatDuration(Math.min(parseDuration(DEFAULT_DURATION), maxDurationMs));
}

async function gatherInputs(
  { options, playbook, install, prompter }: GatherInput,
  missing: string[],
): Promise<JsonObject> {
  const given = readAssignments(options.input);
  const inputs: Record<string, Json> = {};
  for (const [name, text] of given) inputs[name] = typedValue(text, own(playbook.inputs, name));
  for (const [name, spec] of Object.entries(playbook.inputs)) {
    if (given.has(name)) continue;
    if (prompter !== undefined) inputs[name] = typedValue(await askInput(prompter, name, spec, install), spec);
    else if (spec.default === undefined) missing.push(`--input ${name}=…: ${describe(spec, install)}`);
  }
  return inputs;
}

function askInput(prompter: Prompter, name: string, spec: InputSpec, install: Install): Promise<string> {
  const fallback = spec.default === undefined ? {} : { fallback: String(spec.default) };
  const { description } = spec;
  const type = spec.type === 'resource' ? spec.kind : spec.type;
  const question = `${name} (${type}${description === undefined ? '' : `: ${description}`})`;
  return askChoice(prompter, question, choicesOf(spec, install), { ...fallback, other: (text) => isOther(spec, text) });
}

function choicesOf(spec: InputSpec, install: Install): readonly { readonly name: string; readonly note: string }[] {
  if (spec.type === 'resource') {
    return Object.entries(own(install.resources, spec.kind) ?? {}).map(([name, arn]) => ({ name, note: arn }));
  }
  if (spec.type === 'boolean') return ['true', 'false'].map((name) => ({ name, note: '' }));
  return spec.type === 'string' ? (spec.enum ?? []).map((name) => ({ name, note: '' })) : [];
}

/** Beside what can be chosen: a resource may also be given by its ARN, a text that has no list may be anything. */
function isOther(spec: InputSpec, text: string): boolean {
  if (spec.type === 'resource') return text.startsWith('arn:');
  return spec.type === 'integer' || (spec.type === 'string' && spec.enum === undefined);
}

function describe(spec: InputSpec, install: Install): string {
  const names = choicesOf(spec, install).map(({ name }) => name);
  const what = spec.type === 'resource' ? `a ${spec.kind}` : `a value of type ${spec.type}`;
  const text = names.length === 0 ? what : `${what}, one of ${names.join(', ')}`;
  return spec.description === undefined ? text : `${spec.description}: ${text}`;
}

/** Each criterion is confirmed by itself; nothing is confirmed for anybody. */
async function gatherConfirmed(input: GatherInput, missing: string[]): Promise<readonly string[]> {
  const { options, playbook, prompter } = input;
  const stray = options.confirm.find((text) => !playbook.criteria.includes(text));
  if (stray !== undefined) {
    throw new BreakglassError('criteria-not-confirmed', `"${stray}" is no criterion of ${playbook.playbook}`, {
      hint: suggest(stray, playbook.criteria, 'leave it out'),
    });
  }
  if (options.confirmAll) return playbook.criteria;
  for (const criterion of playbook.criteria) {
    if (options.confirm.includes(criterion)) continue;
    if (prompter === undefined) missing.push(`--confirm '${criterion.replaceAll("'", "'\\''")}', once it is true`);
    else if (!(await askYesNo(prompter, `is it true? ${criterion}`))) throw notConfirmed(criterion);
  }
  return playbook.criteria;
}

function notConfirmed(criterion: string): BreakglassError {
  return new BreakglassError('criteria-not-confirmed', `"${criterion}" is not confirmed`, {
    hint: 'without it this playbook is not for now; nothing was sent',
  });
}

async function gatherAccept({ options, playbook, prompter }: GatherInput): Promise<readonly string[]> {
  const accept = [...options.accept];
  for (const { id, uses, irreversible } of playbook.steps) {
    if (!irreversible || accept.includes(id) || prompter === undefined) continue;
    if (await askYesNo(prompter, `step ${id} (${uses}) CANNOT BE UNDONE. accept that?`)) accept.push(id);
  }
  return accept;
}

/** Who asks may command where the install lists them; anybody else is named. As the install writes them: with their id. */
async function gatherCommander({ options, install, me, prompter }: GatherInput, missing: string[]): Promise<string> {
  const { commander: given } = options;
  const { commanders } = install;
  if (given !== undefined) {
    const listed = commanders.find((person) => person.login.toLowerCase() === given.toLowerCase());
    return listed === undefined ? given : formatPerson(listed);
  }
  const mine = commanders.find((person) => isPerson(me, person));
  const [only] = commanders;
  if (mine !== undefined) return formatPerson(mine);
  if (only !== undefined && commanders.length === 1) return formatPerson(only);
  const names = commanders.map(formatPerson);
  if (prompter !== undefined) {
    return askChoice(
      prompter,
      'the incident commander',
      names.map((name) => ({ name, note: '' })),
    );
  }
  missing.push(`--commander LOGIN: one of ${names.join(', ')}`);
  return '';
}

function formatPerson({ login, id }: Person): string {
  return id === undefined ? login : `${login}#${id}`;
}

function own<T>(of: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(of, key) ? of[key] : undefined;
}
