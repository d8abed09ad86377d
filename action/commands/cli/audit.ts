import type { Command } from 'commander';
import type { AuditVerifyOptions, WriteLine } from '../audit.ts';
import { type AddCommand, collect } from './verb.ts';

export const addAudit: AddCommand = (program, { write, finish }) => {
  const audit = program.command('audit').description('read and verify the audit branch of a plain clone, offline');
  const options = (command: Command): Command =>
    command
      .option('--repo <folder>', 'a clone, bare or not', '.')
      .option('--branch <name>', 'the audit branch', 'break-glass-audit')
      .option('--json', 'one compact line of JSON', false);
  options(
    audit
      .command('verify')
      .description('verify the chain, the proofs and the anchor; exit code 1 when something is wrong'),
  )
    .option('--jwks <file>', "GitHub's signing keys, from anywhere but the repository")
    .option('--head <oid>', 'the commit that the branch is known to have had')
    .option('--workflow <ref>', 'a job_workflow_ref that links may come from, exactly; repeatable', collect)
    .option('--environment <name>', 'an environment that links may come from; repeatable', collect)
    .action((given) => finish(verify(given, write)));
  options(audit.command('list').description('one line a session')).action((given) =>
    finish(import('../audit.ts').then(({ auditList }) => auditList(given, write))),
  );
  options(audit.command('show').description('the links and events of one session').argument('<session>')).action(
    (session: string, given) => finish(import('../audit.ts').then(({ auditShow }) => auditShow(session, given, write))),
  );
};

async function verify(given: AuditVerifyOptions, write: WriteLine): Promise<number> {
  const [{ auditVerify }, { readVerifiedTrailAside }] = await Promise.all([
    import('../audit.ts'),
    import('../../runtime/trail-thread.ts'),
  ]);
  return auditVerify(given, write, readVerifiedTrailAside);
}
