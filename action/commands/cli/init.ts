import type { AddCommand } from './verb.ts';

export const addInit: AddCommand = (program, { write, finish }) => {
  program
    .command('init')
    .description('write the files of a playbook repository: starter playbooks, and workflows made from what is there')
    .argument('[folder]', 'root of the repository', '.')
    .option('--workflows <sha>', "the commit of Breakglass to call; by default this checkout's own")
    .option('--branch <name>', "the repository's default branch; by default that of the remote origin, or main")
    .option('--force', 'overwrite files that a person wrote', false)
    .option('--check', 'write nothing; exit code 1 when something is out of step', false)
    .action((folder: string, given) =>
      finish(import('../init.ts').then(({ initCommand }) => initCommand(folder, given, write))),
    );
};
