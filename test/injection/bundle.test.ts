import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWorld, type DrillWorld } from '../../action/drill/world.ts';
import { git, type Played, playRow, sessionFiles } from '../refusals/live.ts';
import type { Row } from '../refusals/row.ts';
import { CLASSES, harmlessTwin } from './classes.ts';
import { findingsIn, parseMarkdown, shapeOf } from './markdown-tree.ts';

/** Classes that go through the front door together: what YAML lets a person write. */
const SETS: Readonly<Record<string, readonly string[]>> = {
  markup: ['HTML', 'links', 'addresses', 'mentions', 'issues'],
  structure: ['headings', 'emphasis', 'emoji', 'ends of cells'],
  commands: ['workflow commands', 'trailers', 'what Mermaid'],
};

/** The texts of a set, each on lines of its own, as far as a reason may go. */
function textOf(set: string): string {
  const classes = CLASSES.filter(({ name }) => SETS[set]?.some((start) => name.startsWith(start)));
  const texts = classes.flatMap((each) => each.texts.map((text) => text.replace(/[^\P{C}\n]|[\p{Zl}\p{Zp}]/gu, '')));
  return texts.join('\n').slice(0, 1_000);
}

/** One line, as an incident and a criterion are. */
function lineOf(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 90).trim();
}

/** Every field that a person writes, and the approver's comment. */
function rowOf(text: string): Row {
  const line = lineOf(text);
  return {
    name: 'hostile text in every human field',
    code: 'not-approved',
    stage: 'gate',
    facts: {
      verdict: 'rejected',
      request: {
        reason: text,
        incident: line,
        confirmed: [line],
        inputs: { listener: 'web-http', to: 'green', percent: 100, note: text.slice(0, 250) },
      },
      playbook: {
        summary: line,
        criteria: [line],
        inputs: {
          listener: { type: 'resource', kind: 'elbv2/listener' },
          to: { type: 'resource', kind: 'elbv2/target-group' },
          percent: { type: 'integer' },
          note: { type: 'string' },
        },
        steps: [
          {
            id: 'page',
            uses: 'elbv2/fixed-response',
            with: {
              listener: '${{ inputs.listener }}',
              paths: ['/*'],
              status: 503,
              'content-type': 'text/plain',
              body: '${{ inputs.note }}',
            },
          },
        ],
      },
    },
    platform: { comment: text },
  };
}

let world: DrillWorld;
beforeAll(async () => {
  world = await buildWorld({ scale: 20 });
});
afterAll(() => world.close());

describe.each(Object.keys(SETS))('%s in every human field, through the bundle', (set) => {
  let hostile: Played;
  let harmless: Played;
  beforeAll(async () => {
    const text = textOf(set);
    hostile = await playRow(world, rowOf(text), `hostile-${set}`);
    // As many lines, and as long a line: what a page makes of the two differs in nothing but letters.
    harmless = await playRow(world, rowOf(harmlessTwin(text)), `harmless-${set}`);
  });

  it('is a plan, and a refusal, like any other', () => {
    expect(hostile.plan).toMatchObject({ exitCode: 0, errors: [] });
    expect(hostile.run.errors).toEqual([expect.stringMatching(/^not-approved: /)]);
  });

  it('never starts a workflow command', () => {
    for (const { raw } of [hostile.plan ?? hostile.run, hostile.run]) {
      const commands = raw.filter((line) => /^\s*::/.test(line));
      expect(commands.filter((line) => !/^::(add-mask|error title=breakglass|group|endgroup)/.test(line))).toEqual([]);
      expect(raw.filter((line) => line.includes('##['))).toEqual([]);
    }
  });

  it.each([
    ['plan as a comment', ({ plan }: Played) => plan?.outputs['page']],
    ['summary of the plan', ({ plan }: Played) => plan?.summary],
    ['final summary', ({ run }: Played) => run.summary],
  ])('is text in the %s', (_page, read) => expectText(read(hostile), read(harmless)));

  it('is text in the report', async () => {
    const report = async ({ run }: Played): Promise<string | undefined> =>
      (await sessionFiles(world, run.outputs['record'] ?? '')).beside.get('report.md');
    expectText(await report(hostile), await report(harmless));
  });

  it('is in no commit message', async () => {
    const commit = hostile.run.outputs['commit'] ?? '';
    expect(await git(world, 'show', '--no-patch', '--format=%B', commit)).toBe(
      `refused: ${hostile.run.outputs['session']}\n\n`,
    );
    expect(hostile.run.outputs['session']).toMatch(/^[a-z0-9-]+$/);
  });
});

function expectText(page: string | undefined, harmless: string | undefined): void {
  const tree = parseMarkdown(page ?? '');
  expect(tree.children.length).toBeGreaterThan(1);
  expect(findingsIn(tree)).toEqual([]);
  expect(shapeWithoutCalls(page)).toBe(shapeWithoutCalls(harmless));
}

/** Two sessions may have made another number of calls. */
function shapeWithoutCalls(page = ''): string {
  return shapeOf(parseMarkdown(page.replace(/<details>\n<summary>Every call[^]*?<\/details>/, '')));
}
