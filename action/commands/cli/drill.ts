import { InvalidArgumentError, Option } from 'commander';
import type { AddCommand } from './verb.ts';

const DEFAULT_SCALE = 10;
/** A drill mostly waits for its clock: on two cores three are no slower than one. */
const DEFAULT_JOBS = 3;

export const addDrill: AddCommand = (program, { write, finish }) => {
  program
    .command('drill')
    .description('break glass on the sandbox: the committed action, real traffic, a verified record')
    .argument('[playbook]', 'a shipped playbook, whose own drill is played')
    .option('--scenario <name>', 'else: which story to play; an unknown name lists them all', 'success')
    .option('--all', 'else: the drill of every shipped playbook, with a table at the end', false)
    .addOption(jobsOption('with --all: so many at a time'))
    .option('--json', 'end with one compact line of JSON, and nothing else', false)
    .option('--ask', 'ask a person for the approval', false)
    .option('--out <folder>', 'keep the audit repository and its keys here')
    .option(
      '--chaos [playbook]',
      'every call of its session with every fault, then recovery; every playbook unless one is named',
    )
    .option('--case <id>', 'with --chaos and a playbook: this case alone, and what its processes said')
    .option('--kills <n>', 'with --chaos: how many real processes are killed; 200 unless given', wholeNumber)
    .option('--kill <story>', 'with --chaos and a playbook: this story of real processes alone')
    .addOption(bundleOption())
    .addOption(scaleOption())
    .action((playbook: string | undefined, given) =>
      finish(
        import('../drill.ts').then(({ drillCommand }) =>
          drillCommand({ ...given, ...(playbook === undefined ? {} : { playbook }) }, write),
        ),
      ),
    );
};

export function bundleOption(): Option {
  return new Option('--action <file>', 'the bundle to drill').hideHelp();
}

export function jobsOption(description: string): Option {
  return new Option('--jobs <n>', description).default(DEFAULT_JOBS).argParser(jobs);
}

export function scaleOption(): Option {
  return new Option('--scale <factor>', 'how many times faster than the wall')
    .default(DEFAULT_SCALE)
    .argParser(positive);
}

function positive(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0 && value <= 1_000) return value;
  throw new InvalidArgumentError('write a number above 0, at most 1000');
}

function jobs(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new InvalidArgumentError('write a whole number of 1 to 99');
}

function wholeNumber(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('write a whole number, 0 for none');
}
