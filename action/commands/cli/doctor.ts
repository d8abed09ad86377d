import type { AddCommand } from './verb.ts';

export const addDoctor: AddCommand = (program, { write, finish }) => {
  program
    .command('doctor')
    .description('check a playbook repository from outside; exit code 0 only when all was seen and is right')
    .argument('[folder]', 'a clone of it, for its name', '.')
    .option('--json', 'one compact line of JSON', false)
    .action((folder: string, given) =>
      finish(import('../doctor.ts').then(({ doctorCommand }) => doctorCommand(folder, given, write))),
    );
};
