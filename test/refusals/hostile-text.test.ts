import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWorld, type DrillWorld } from '../../action/drill/world.ts';
import { type Played, playRow, sessionFiles } from './live.ts';
import type { Row } from './row.ts';

const MARKUP =
  '<img src=x onerror=owned> [owned](https://owned.example) ![owned](//owned.example) @acme/owned #4711 | `x`';
const LINES = [
  '::error::owned',
  '  ::set-output name=digest::owned',
  '##[error]owned',
  '# owned',
  MARKUP,
  '::stop-commands::owned',
];
const LINE = `::error::owned ##[error]owned ${MARKUP}`.slice(0, 100);
const CRITERION = `::warning::owned ${MARKUP}`;

/** Every field that a person writes, and the approver's comment. */
const ROW: Row = {
  name: 'hostile text in every human field',
  code: 'not-approved',
  stage: 'gate',
  facts: {
    verdict: 'rejected',
    request: {
      reason: LINES.join('\n'),
      incident: LINE,
      confirmed: [CRITERION],
      inputs: { listener: 'web-http', to: 'green', percent: 100, note: LINES.join('\n') },
    },
    playbook: {
      summary: CRITERION,
      criteria: [CRITERION],
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
  platform: { comment: LINES.join('\n') },
};

let world: DrillWorld;
let played: Played;

beforeAll(async () => {
  world = await buildWorld({ scale: 20 });
  played = await playRow(world, ROW, 'hostile');
});
afterAll(() => world.close());

describe('hostile text in every human field', () => {
  it('is a plan, and a refusal, like any other', () => {
    expect(played.plan).toMatchObject({ exitCode: 0, errors: [] });
    expect(played.plan?.summary).toContain('owned');
    expect(played.run.errors).toEqual([expect.stringMatching(/^not-approved: /)]);
  });

  it('never starts a workflow command', () => {
    for (const { raw } of [played.plan ?? played.run, played.run]) {
      const commands = raw.filter((line) => /^\s*::/.test(line));
      expect(commands.filter((line) => !/^::(add-mask|error title=breakglass|group|endgroup)/.test(line))).toEqual([]);
      expect(raw.filter((line) => line.includes('##['))).toEqual([]);
    }
  });

  it('is text in the summary', () => {
    expectNeutral(played.plan?.summary ?? '');
  });

  it('is text in the report', async () => {
    const { beside } = await sessionFiles(world, played.run.outputs['record'] ?? '');
    expectNeutral(beside.get('report.md') ?? '');
  });
});

/** Nothing outside a code span is markup, a link, an image, a mention, a reference or a heading of theirs. */
function expectNeutral(page: string): void {
  const text = page.replace(/(`+)(?:(?!\1)[\s\S])*\1/g, '');
  expect(text).toContain('owned');
  expect(text).not.toMatch(/(?<!\\)<img/);
  expect(text).not.toMatch(/(?<!\\)\]\(/);
  expect(text).not.toMatch(/@acme/);
  expect(text).not.toMatch(/(?<!\\)#4711/);
  expect(text).not.toMatch(/^\s*#+ owned/m);
}
