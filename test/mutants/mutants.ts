import type { Mutant } from './mutant.ts';

const SHIFT = 'shift-traffic';

/** Defects that a careless edit brings in. Every one of them has let somebody keep access, or lose a way back, somewhere. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: 'skip-the-opening-link',
    defect: 'the first change is made without the way back on record',
    file: 'action/engine/run.ts',
    find: "  await engine.ledger.link('opened', { opening: { source, ...opening(engine, { plan, digest }, prepared) } });\n",
    replace: '  void { source, ...opening(engine, { plan, digest }, prepared) };\n',
    foundBy: {
      by: 'chaos',
      playbook: SHIFT,
      cases: ['elasticloadbalancing:ModifyListener#1:kill-after'],
      hole: 'audit-invalid',
    },
  },
  {
    name: 'swallow-a-rollback-error',
    defect: 'what could not be put back is told as put back',
    file: 'action/engine/roll-back.ts',
    find: "  return (await accessTaken(engine, step, failure, signal)) ? 'incomplete' : 'failed';",
    replace: "  return 'restored';",
    foundBy: {
      by: 'test',
      file: 'test/engine/failures.test.ts',
      test: 'a call that fails in rollback says which step, and the others are undone all the same',
    },
  },
  {
    name: 'restore-without-comparing',
    defect: 'what somebody else changed since is written over',
    file: 'action/engine/converge.ts',
    find: '    const { pending, foreign } = compareUnits(from, to, now, step.units, made);',
    replace: [
      '    const compared = compareUnits(from, to, now, step.units, made);',
      "    const blind = direction === 'restore';",
      '    const pending = blind ? [...compared.pending, ...compared.foreign] : compared.pending;',
      '    const foreign = blind ? [] : compared.foreign;',
    ].join('\n'),
    foundBy: {
      by: 'test',
      file: 'test/engine/roll-back.test.ts',
      test: 'rolling back reports a conflict with before, ours and now, also when the rest cannot be restored',
    },
  },
  {
    name: 'forget-the-lock',
    defect: 'two sessions work on one install at once',
    file: 'action/commands/session-lock.ts',
    find: 'const held = { handle: await lock.acquire(install, session) };',
    replace: 'const held = { handle: { release: async () => undefined } };',
    foundBy: {
      by: 'test',
      file: 'test/mutants/two-at-once.ts',
      test: 'a second session is refused while the first one works, and a recovery leaves it alone',
    },
  },
  {
    name: 'take-over-a-living-run',
    defect: 'a recovery takes a session from a run that goes on',
    file: 'action/commands/recover/session.ts',
    find: "  if (run === 'running' && clock.now() < holdsUntil(proven, plan)) return living;\n",
    replace: '  void holdsUntil;\n',
    foundBy: {
      by: 'test',
      file: 'test/mutants/two-at-once.ts',
      test: 'a second session is refused while the first one works, and a recovery leaves it alone',
    },
  },
  {
    name: 'trust-an-unproven-link',
    defect: 'whoever can push writes what a recovery restores',
    file: 'action/github/proven-session.ts',
    find: "  if ('code' in proof) return refuseIt(proof.code, proof.reason);\n",
    replace: [
      "  if ('code' in proof) {",
      "    const said = JSON.parse(Buffer.from(link.proof.split('.')[1] ?? '', 'base64url').toString());",
      '    const { job_workflow_ref: workflow, environment, ref, sha } = said;',
      '    return { link, path: commit.path, proof: { workflow, environment, ref, sha } };',
      '  }',
      '',
    ].join('\n'),
    foundBy: {
      by: 'test',
      file: 'test/github/proven-session.test.ts',
      test: 'a session is refused that names a key which GitHub does not have',
    },
  },
  {
    name: 'restore-before-deny',
    defect: 'a call of the dead run that is still on its way undoes what the recovery put back',
    file: 'action/commands/recover/end.ts',
    find: [
      '    await deny(desk, abandoned, access.sealer);',
      '    if (due === undefined || due <= desk.wiring.mode.clock.now()) {',
      '      return restore(desk, abandoned, { access, ledger, lock });',
      '    }',
    ].join('\n'),
    replace: [
      '    if (due === undefined || due <= desk.wiring.mode.clock.now()) {',
      '      const { plan, steps, whole, own, proven } = abandoned;',
      '      const undo = whyUndo(proven, plan, own);',
      '      const early = { plan, steps, whole, undo, watched: wasWatched(proven), signal: desk.signal };',
      '      const result = await recover(access.engine, early);',
      '      await deny(desk, abandoned, access.sealer);',
      '      return finish(desk, { ...abandoned, ledger, result, lock });',
      '    }',
    ].join('\n'),
    foundBy: {
      by: 'kill',
      kill: {
        playbook: SHIFT,
        blows: [
          {
            victim: 'session',
            call: { service: 'elasticloadbalancing', operation: 'ModifyListener', nth: 1 },
            kill: 'kill-late',
          },
        ],
      },
      hole: 'world-not-as-told',
    },
  },
  {
    name: 'seal-without-evidence',
    defect: 'the end of access is told before anybody has seen it',
    file: 'action/commands/seal/probe.ts',
    find: '    if (tried !== undefined) return tried;\n',
    replace: [
      "    const answer = { operation: 'DescribeListeners', requestId: null, answer: 'AccessDenied' };",
      "    return tried?.kind === 'refused' ? tried : { kind: 'refused', refusal: answer };",
      '',
    ].join('\n'),
    foundBy: {
      by: 'chaos',
      playbook: SHIFT,
      cases: ['elasticloadbalancing:DescribeListeners#2:reset'],
      hole: 'credential-usable',
    },
  },
  {
    name: 'push-a-link-out-of-order',
    defect: 'links are written as they come, two at a time under one number',
    file: 'action/engine/ledger.ts',
    find: '    const result = tail.then(job);\n',
    replace: '    const result = job();\n',
    foundBy: {
      by: 'test',
      file: 'test/engine/ledger.test.ts',
      test: 'a ledger writes links one at a time and in order',
    },
  },
  {
    name: 'roll-back-forward',
    defect: 'the way back makes the change again',
    file: 'action/engine/converge.ts',
    find: "direction === 'apply' ? [step.before, step.after] : [step.after, step.before];",
    replace: '[step.before, step.after];',
    foundBy: {
      by: 'chaos',
      playbook: SHIFT,
      cases: ['elasticloadbalancing:ModifyListener#1:interrupt'],
      hole: 'world-not-as-told',
    },
  },
  {
    name: 'take-the-role-from-the-link',
    defect: 'a link says with which role a recovery works, not the install',
    file: 'action/commands/recover/roles.ts',
    find: '  const breakGlass = install.roles[name];\n',
    replace: '  const breakGlass: string | undefined = plan.role.arn;\n',
    foundBy: {
      by: 'test',
      file: 'test/commands/recover-refuses.test.ts',
      test: 'recover restores nothing and takes nothing over where the install names another role by then than the session had',
    },
  },
  {
    name: 'close-without-looking',
    defect: 'a recovery says that the fix stands, and has not looked',
    file: 'action/engine/recover.ts',
    find: "const stands = options.whole && steps.every((step) => found.get(step) === 'ours');",
    replace: 'const stands = options.whole;',
    foundBy: {
      by: 'chaos',
      playbook: SHIFT,
      cases: ['elasticloadbalancing:ModifyListener#1:kill-before'],
      hole: 'world-not-as-told',
    },
  },
];
