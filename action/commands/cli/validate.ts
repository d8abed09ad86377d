import type { AddCommand } from './verb.ts';

export const addValidate: AddCommand = (program, { write, finish }) => {
  program
    .command('validate')
    .description('check every playbook, role, install and request of a playbook repository')
    .argument('[folder]', 'root of the repository', '.')
    .action((folder: string) =>
      finish(import('../validate.ts').then(({ validateCommand }) => validateCommand(folder, write))),
    );
};
