import type { AddCommand } from './verb.ts';

export const addValidate: AddCommand = (program, { write, finish }) => {
  program
    .command('validate')
    .description(
      'check every playbook, role, install, request and drill of a playbook repository, and how they fit together',
    )
    .argument('[folder]', 'root of the repository', '.')
    .action((folder: string) =>
      finish(import('../validate.ts').then(({ validateCommand }) => validateCommand(folder, write))),
    );
};
