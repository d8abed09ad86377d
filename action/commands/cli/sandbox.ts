import type { AddCommand } from './verb.ts';

export const addSandbox: AddCommand = (program, { write, finish }) => {
  program
    .command('sandbox')
    .description('AWS and GitHub on loopback: prints where, then runs until SIGTERM')
    .action(() =>
      finish(import('../sandbox.ts').then(async ({ sandboxCommand }) => sandboxCommand(write).then(() => 0))),
    );
};
