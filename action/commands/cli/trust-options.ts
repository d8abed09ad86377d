import { type Command, Option } from 'commander';
import { collect } from './verb.ts';

/** What the customer's roles trust: by GitHub's answer, or by all of these options. */
export function trustOptions(command: Command): Command {
  return command
    .option('--repository <owner/name>', 'the playbook repository; with the next three GitHub is asked for nothing')
    .option('--repository-id <number>', 'its id')
    .option('--ref <ref>', 'its branch: refs/heads/main')
    .option('--subject <text>', 'how the subject of its tokens begins: repo:OWNER@ID/NAME@ID; repeatable', collect)
    .addOption(new Option('--audience <name>', 'of the tokens').default('sts.amazonaws.com').hideHelp());
}
