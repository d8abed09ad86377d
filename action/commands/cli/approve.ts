import type { AddCommand } from './verb.ts';

export const addApprove: AddCommand = (program, { write, finish }) => {
  program
    .command('approve')
    .description('show the plan of a waiting run, made again on this machine, and approve or reject it')
    .argument('[run]', 'the run or session that waits; needless where one does, but for a dispatch with --yes')
    .option('--reject', 'refuse it', false)
    .option('--yes', 'ask nobody; needs --digest', false)
    .option('--digest <digest>', 'the digest of the plan that you read; for a merge its first 12 characters do')
    .option('--comment <text>', 'for the record, behind the digest')
    .option(
      '--wait',
      'wait until a run asks that is not too old or of another plan, and then until it has ended',
      false,
    )
    .option('--root <folder>', 'a clone of the playbook repository', '.')
    .option('--json', 'one compact line of JSON', false)
    .action((run: string | undefined, given) =>
      finish(
        Promise.all([import('../approve.ts'), import('../request/desk.ts')]).then(
          ([{ approveCommand }, { withDesk }]) =>
            withDesk(write, given.json, (desk) => approveCommand(run, given, desk)),
        ),
      ),
    );
};
