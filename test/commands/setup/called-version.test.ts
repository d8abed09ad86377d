import { describe, expect, it } from 'vitest';
import { callsOf, isWorkflowOfInit, pinOf } from '../../../action/commands/setup/called-version.ts';
import { outOfStep, workflowFacts } from '../../../action/commands/setup/workflow-facts.ts';
import type { SourceFile } from '../../../action/domain/documents.ts';
import { BreakglassError } from '../../../action/domain/error.ts';
import { generated, PIN, REPOSITORIES } from '../../scaffold/documents.ts';

const BAD = 'bad0bad0bad0bad0bad0bad0bad0bad0bad0bad0';
const ACTION = 'breakglass-dev/breakglass';
const RUN = `${ACTION}/.github/workflows/break-glass.yml`;
const FOLDER = '.github/workflows';

const file = (name: string, text: string): SourceFile => ({ path: `${FOLDER}/${name}`, text, blob: '' });
/** A workflow whose one job calls what `uses` says. */
const calling = (uses: string): string => `on: push\njobs:\n  a:\n    uses: ${uses}\n`;
const GOOD = file('on-merge.yml', calling(`${RUN}@${PIN.sha} # v${PIN.version}`));

const found = (...files: readonly SourceFile[]): string => {
  try {
    return pinOf(files)?.sha ?? 'none';
  } catch (error) {
    return error instanceof BreakglassError ? `${error.code}: ${error.message}` : String(error);
  }
};

describe('the version that is called', () => {
  it.each(Object.entries(REPOSITORIES))('is the one of every workflow that init writes: %s', (_, repository) => {
    const files = generated(repository).map((each) => ({ ...each, blob: '' }));
    const workflows = files.filter(({ path }) => path.startsWith(FOLDER));
    expect(workflows.filter(({ path }) => !isWorkflowOfInit(path))).toEqual([]);
    expect(files.filter(({ path }) => isWorkflowOfInit(path))).toEqual(workflows);
    for (const each of workflows) expect(pinOf([each])).toEqual(PIN);
    expect(pinOf(files)).toEqual(PIN);
  });

  it.each<[string, SourceFile]>([
    ['a comment of another file', file('aaa-lint.yml', `# see uses: ${RUN}@${BAD} # v1.0.0\non: push\njobs: {}\n`)],
    ['a call of another file', file('aaa-lint.yml', calling(`${RUN}@${BAD} # v1.0.0`))],
    ['a file in a folder below', file('x/on-merge.yml', calling(`${RUN}@${BAD} # v1.0.0`))],
    ['a file elsewhere', { path: 'on-merge.yml', text: calling(`${RUN}@${BAD} # v1.0.0`), blob: '' }],
    ['a comment', file('drill.yml', `# uses: ${RUN}@${BAD} # v1.0.0\n${calling('actions/checkout@v5')}`)],
    ['a comment behind a value', file('drill.yml', calling(`actions/checkout@v5 # uses: ${RUN}@${BAD} # v1.0.0`))],
    ['a text', file('drill.yml', `name: "uses: ${RUN}@${BAD} # v1.0.0"\n${calling('actions/checkout@v5')}`)],
    [
      'a script',
      file('drill.yml', `on: push\njobs:\n  a:\n    steps:\n      - run: |\n          uses: ${RUN}@${BAD} # v1.0.0\n`),
    ],
    [
      'a key of that name elsewhere',
      file('drill.yml', `env:\n  uses: ${RUN}@${BAD}\n${calling('actions/checkout@v5')}`),
    ],
    ['an argument of that name', file('drill.yml', `${calling('x/y@v5')}    with:\n      uses: ${RUN}@${BAD}\n`)],
    ['another repository of that beginning', file('drill.yml', calling(`${ACTION}-evil/x@${BAD} # v1.0.0`))],
    ['another owner', file('drill.yml', calling(`evil/${RUN}@${BAD} # v1.0.0`))],
    ['a file that nobody can read', file('drill.yml', `${calling(`${RUN}@${BAD} # v1.0.0`)}jobs: {}\n`)],
  ])('is never that of %s', (_, hostile) => {
    expect([found(hostile, GOOD), found(GOOD, hostile), found(hostile)]).toEqual([PIN.sha, PIN.sha, 'none']);
  });

  it.each<[string, string, number]>([
    ['a job', calling(`${RUN}@${BAD} # v1.0.0`), 4],
    ['a step', `on: push\njobs:\n  a:\n    steps:\n      - run: x\n      - uses: ${ACTION}@${BAD}\n`, 6],
    ['the name by another case', calling(`Breakglass-Dev/Breakglass/x.yml@${BAD}`), 4],
    ['a job, after its name has said so too', `name: ${RUN}@${BAD}\n${calling(`${RUN}@${BAD}`)}`, 5],
    ['a quoted text', calling(`"${RUN}@${BAD}" # v1.0.0`), 4],
    ['an alias', `on: push\nx: &x { uses: ${RUN}@${BAD} }\njobs:\n  a: *x\n`, 2],
    ['a merge key', `on: push\nx: &x { uses: ${RUN}@${BAD} }\njobs:\n  a: { <<: *x }\n`, 2],
  ])('is not known where another file calls another one by %s; both places are named', (_, text, line) => {
    for (const name of ['aaa.yml', 'recover.yml', 'break-glass-a.yml']) {
      const refused = found(GOOD, file(name, text));
      if (name === 'aaa.yml') expect(refused).toBe(PIN.sha);
      else {
        expect(refused).toMatch(/^invalid-value: /);
        expect(refused).toContain(`${PIN.sha} in ${GOOD.path}:4`);
        expect(refused).toContain(`${BAD} in ${FOLDER}/${name}:${line}`);
      }
    }
  });

  it('is not known where one file calls two', () => {
    const text = `${calling(`${RUN}@${PIN.sha} # v1.0.0`)}  b:\n    uses: ${RUN}@${BAD} # v1.0.0\n`;
    expect(found(file('recover.yml', text))).toMatch(/^invalid-value: .*:4 and .*:6$/);
  });

  it.each(['main', 'v1.2.3', PIN.sha.slice(0, 12), PIN.sha.toUpperCase(), `${PIN.sha}0`])(
    'is not known where a workflow calls it by %s',
    (ref) => {
      const loose = file('drill.yml', calling(`${RUN}@${ref}`));
      for (const files of [[loose], [GOOD, loose], [loose, GOOD]]) {
        expect(found(...files)).toMatch(/^invalid-value: /);
        expect(found(...files)).toContain(`${FOLDER}/drill.yml:4`);
      }
    },
  );

  it('has the number that stands beside it, and nothing else that does', () => {
    const version = (comment: string) => pinOf([file('drill.yml', calling(`${RUN}@${PIN.sha}${comment}`))])?.version;
    expect(version(' # v1.2.3-rc.1')).toBe('1.2.3-rc.1');
    expect(version(' # v1.2.3 ; rm -rf ~')).toBe('1.2.3');
    expect([version(''), version(' # the newest'), version(' # v$(x)')]).toEqual(['0.0.0', '0.0.0', '0.0.0']);
    expect(callsOf([GOOD])).toEqual([{ path: GOOD.path, line: 4, ref: PIN.sha, version: PIN.version }]);
  });
});

describe('what is out of step', () => {
  it('are all workflows that call a version, where they call two', () => {
    const hostile = file('on-merge.yml', calling(`${RUN}@${BAD} # v1.0.0`));
    expect(outOfStep([GOOD, { ...hostile, path: `${FOLDER}/recover.yml` }], 'main')).toEqual([
      GOOD.path,
      `${FOLDER}/recover.yml`,
    ]);
    const facts = workflowFacts([GOOD, file('recover.yml', hostile.text), file('aaa.yml', hostile.text)], 'main');
    expect(facts.map(({ generated }) => generated)).toEqual([true, true, false]);
  });

  it('is the folder where none calls any', () => {
    expect(outOfStep([file('aaa-lint.yml', calling(`${RUN}@${PIN.sha} # v1.2.3`))], 'main')).toEqual([`${FOLDER}/`]);
  });
});
