import { InvalidArgumentError } from 'commander';
import { type AddCommand, collect } from './verb.ts';

export const addSetup: AddCommand = (program, { write, finish }) => {
  program
    .command('setup')
    .description(
      'bring a playbook repository to what the gate wants; run again, it changes nothing; ends with the doctor',
    )
    .argument('[folder]', 'a clone of it', '.')
    .option('--dry-run', 'say what would be changed, and change nothing', false)
    .option(
      '--workflows <sha>',
      "the commit of Breakglass to call; by default what is called now, or this checkout's own",
    )
    .option('--install <name>', 'write this install, if its file does not exist')
    .option('--account <id>', 'the AWS account')
    .option('--region <region>', 'the AWS Region')
    .option('--environment <name>', "the GitHub environment that gates it; by default the install's name")
    .option(
      '--role <name[=arn]>',
      "a role of playbooks/roles/, with its ARN where the customer's stack does not make it; repeatable; by default all",
      collect,
    )
    .option('--plan-role [arn]', "an IAM role that can only read; by default the stack's")
    .option('--sealer-role [arn]', "an IAM role that ends a session's access early; by default the stack's")
    .option('--recover-roles', "the stack's roles that can only restore")
    .option('--recover <how>', 'approval: a recovery waits for a reviewer of the environment; automatic, unless given')
    .option('--requester <login>', 'who may ask; repeatable', collect)
    .option('--commander <login>', 'who may confirm the criteria; repeatable', collect)
    .option('--approver <login>', 'who may approve, six at most; repeatable', collect)
    .option('--minimum <number>', 'how many have to approve', whole, 1)
    .option('--within <duration>', 'how long an approval is fresh', '60m')
    .option('--resource <kind:name=arn>', 'a name to type at 2 a.m.; repeatable', collect)
    .option('--owner <customer|vendor>', 'who owns and administers the repository', 'vendor')
    .action((folder: string, given) =>
      finish(import('../setup.ts').then(({ setupCommand }) => setupCommand(folder, given, write))),
    );
};

function whole(text: string): number {
  if (/^[1-9][0-9]?$/.test(text)) return Number(text);
  throw new InvalidArgumentError('write a whole number above 0');
}
