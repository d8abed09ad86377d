import type { AddCommand } from './verb.ts';

export const addSandbox: AddCommand = (program, { write, finish }) => {
  program
    .command('sandbox')
    .description('AWS and GitHub on loopback: prints where, then runs until SIGTERM')
    .option(
      '--guide',
      'as docs/deploy.md wants it: an empty repository, two people, a runner; prints shell variables',
      false,
    )
    .action((given) =>
      finish(import('../sandbox.ts').then(async ({ sandboxCommand }) => sandboxCommand(given, write).then(() => 0))),
    );
};
