import type { AddCommand } from './verb.ts';

export const addDoctor: AddCommand = (program, { write, finish }) => {
  program
    .command('doctor')
    .description('check a playbook repository from outside; exit code 0 only when all was seen and is right')
    .argument('[folder]', 'a clone of it, for its name', '.')
    .option('--json', 'one compact line of JSON', false)
    .option(
      '--aws',
      'also look at the roles in AWS, with the credentials in AWS_ACCESS_KEY_ID … of your terminal',
      false,
    )
    .action((folder: string, given) =>
      finish(import('../doctor.ts').then(({ doctorCommand }) => doctorCommand(folder, given, write))),
    );
};
