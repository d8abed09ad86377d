import { isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { SourceFile } from '../../domain/documents.ts';
import { BreakglassError } from '../../domain/error.ts';
import { SOURCE_REPOSITORY } from '../../domain/trusted-names.ts';
import { dispatchWorkflowName } from '../../scaffold/dispatch-fields.ts';
import type { Pin } from '../../scaffold/pin.ts';
import { playbookRepositoryFiles } from '../../scaffold/playbook-repository.ts';
import { registry } from '../../services/registry.ts';
import { readWorkflow } from './workflow-yaml.ts';

/** A job or a step of a generated workflow that calls this repository's code. */
export interface Call {
  readonly path: string;
  /** Counted from 1; undefined where the call stands behind an alias. */
  readonly line?: number;
  /** What stands after the `@`: a full commit, unless somebody has changed it. */
  readonly ref: string;
  /** The version in the comment beside it. */
  readonly version?: string;
}

const FOLDER = '.github/workflows/';
/** Those that every playbook repository has; the workflow of a playbook is known by how its name begins and ends. */
const STEADY: ReadonlySet<string> = new Set(
  playbookRepositoryFiles({
    playbooks: [],
    roles: [],
    installs: [],
    registry,
    pin: { sha: '', version: '' },
    defaultBranch: 'main',
  }).map(({ path }) => path),
);
const [BEFORE = '', AFTER = ''] = dispatchWorkflowName('/').split('/');

/** Whether `breakglass init` writes a workflow of that name, or did so for a playbook that is gone. */
export function isWorkflowOfInit(path: string): boolean {
  if (STEADY.has(path)) return true;
  const name = path.startsWith(FOLDER) ? path.slice(FOLDER.length) : '';
  return name.startsWith(BEFORE) && name.endsWith(AFTER) && !name.includes('/');
}

const COMMIT = /^[0-9a-f]{40}$/;
/** GitHub knows owners and repositories by any case. */
const CALL = new RegExp(`^${SOURCE_REPOSITORY.replaceAll('.', '\\.')}(?:/[^@]*)?@(.+)$`, 'i');
const VERSION = /^ v(\d+\.\d+\.\d+[0-9A-Za-z.+-]*)/;
/** Where no comment names one. */
const NO_VERSION = '0.0.0';

/**
 * Every call of this repository's code in the workflows that `breakglass init` writes: what jobs and steps really use, and no
 * comment, no other key and no other file. A workflow that nobody can read calls nothing.
 */
export function callsOf(files: readonly SourceFile[]): readonly Call[] {
  return files
    .filter(({ path }) => isWorkflowOfInit(path))
    .flatMap(({ path, text }) => {
      const called = [...new Set(readWorkflow(text)?.uses)].flatMap((uses) => {
        const [, ref] = CALL.exec(uses) ?? [];
        return ref === undefined ? [] : [{ uses, ref }];
      });
      const places = called.length === 0 ? new Map<string, Place>() : placesOf(text);
      return called.map(({ uses, ref }) => ({ path, ref, ...places.get(uses) }));
    });
}

type Place = Pick<Call, 'line' | 'version'>;

/** Where each value of a key `uses` stands first. */
function placesOf(text: string): ReadonlyMap<string, Place> {
  const lines = new LineCounter();
  const places = new Map<string, Place>();
  visit(parseDocument(text, { merge: true, lineCounter: lines, logLevel: 'silent' }), {
    Pair: (_, { key, value }) => {
      if (!isScalar(key) || key.value !== 'uses' || !isScalar(value)) return;
      const uses = String(value.value);
      const [, version] = VERSION.exec(value.comment ?? '') ?? [];
      const line = value.range == null ? {} : { line: lines.linePos(value.range[0]).line };
      if (!places.has(uses)) places.set(uses, { ...line, ...(version === undefined ? {} : { version }) });
    },
  });
  return places;
}

/** The one commit of the calls; undefined where there are none, several, or one that is no full commit. */
export function onlyPin(calls: readonly Call[]): Pin | undefined {
  const [sha, ...more] = new Set(calls.map(({ ref }) => ref));
  if (sha === undefined || more.length > 0 || !COMMIT.test(sha)) return undefined;
  return { sha, version: calls.find(({ version }) => version !== undefined)?.version ?? NO_VERSION };
}

/**
 * The commit of this repository that the generated workflows call, and the version that stands beside it; undefined where they
 * call none.
 *
 * @throws BreakglassError `invalid-value` where they call several, or anything but a full commit: which one is meant, a person says
 */
export function pinOf(files: readonly SourceFile[]): Pin | undefined {
  const calls = callsOf(files);
  const pin = onlyPin(calls);
  const [first] = calls;
  if (pin !== undefined || first === undefined) return pin;
  const loose = calls.find(({ ref }) => !COMMIT.test(ref));
  const other = calls.find(({ ref }) => ref !== first.ref);
  const what =
    loose === undefined && other !== undefined
      ? `the workflows call two versions of Breakglass: ${told(first)} and ${told(other)}`
      : `a workflow calls Breakglass by something else than a full commit: ${told(loose ?? first)}`;
  throw new BreakglassError('invalid-value', what, {
    hint: 'find out who wrote it; "breakglass init --workflows SHA" writes every workflow for the one commit that you name',
  });
}

function told({ path, line, ref }: Call): string {
  return `${ref.slice(0, 100)} in ${path}${line === undefined ? '' : `:${line}`}`;
}
