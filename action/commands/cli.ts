import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { asBreakglassError, formatPosition } from '../domain/error.ts';
import { silenceSdkNotices } from '../runtime/environment.ts';
import { plain } from '../view/escape.ts';

const write = (line: string): void => void process.stdout.write(`${line}\n`);
const DEFAULT_SCALE = 10;

/** The command line. Each command is loaded when it is asked for. Resolves to the exit code. */
export async function runCli(argv: readonly string[]): Promise<number> {
  silenceSdkNotices();
  let exitCode = 0;
  const program = new Command('breakglass')
    .description(
      'Emergency access done right: approved playbooks, least privilege, rollback, proof, an audit record in git',
    )
    .exitOverride()
    .showSuggestionAfterError();
  const finish = (work: Promise<number>): Promise<void> => work.then((code) => void (exitCode = code));
  addValidate(program, finish);
  addAudit(program, finish);
  addDrill(program, finish);
  program
    .command('sandbox')
    .description('AWS and GitHub on loopback: prints where, then runs until SIGTERM')
    .action(() =>
      finish(import('./sandbox.ts').then(async ({ sandboxCommand }) => sandboxCommand(write).then(() => 0))),
    );
  try {
    await program.parseAsync([...argv]);
    return exitCode;
  } catch (error) {
    return failed(error);
  }
}

type Finish = (work: Promise<number>) => Promise<void>;

function addValidate(program: Command, finish: Finish): void {
  program
    .command('validate')
    .description('check every playbook, role, install and request of a playbook repository')
    .argument('[folder]', 'root of the repository', '.')
    .action((folder: string) =>
      finish(import('./validate.ts').then(({ validateCommand }) => validateCommand(folder, write))),
    );
}

function addAudit(program: Command, finish: Finish): void {
  const audit = program.command('audit').description('read and verify the audit branch of a plain clone, offline');
  const options = (command: Command): Command =>
    command
      .option('--repo <folder>', 'a clone, bare or not', '.')
      .option('--branch <name>', 'the audit branch', 'break-glass-audit')
      .option('--json', 'one compact line of JSON', false);
  options(
    audit
      .command('verify')
      .description('verify the chain, the proofs and the anchor; exit code 1 when something is wrong'),
  )
    .option('--jwks <file>', "GitHub's signing keys, from anywhere but the repository")
    .option('--head <oid>', 'the commit that the branch is known to have had')
    .option('--workflow <ref>', 'a job_workflow_ref that links may come from, exactly; repeatable', collect)
    .option('--environment <name>', 'an environment that links may come from; repeatable', collect)
    .action((given) => finish(import('./audit.ts').then(({ auditVerify }) => auditVerify(given, write))));
  options(audit.command('list').description('one line a session')).action((given) =>
    finish(import('./audit.ts').then(({ auditList }) => auditList(given, write))),
  );
  options(audit.command('show').description('the links and events of one session').argument('<session>')).action(
    (session: string, given) => finish(import('./audit.ts').then(({ auditShow }) => auditShow(session, given, write))),
  );
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function addDrill(program: Command, finish: Finish): void {
  program
    .command('drill')
    .description('break glass on the sandbox: the committed action, real traffic, a verified record')
    .option('--scenario <name>', 'which story to play; an unknown name lists them all', 'success')
    .option('--json', 'end with one compact line of JSON, and nothing else', false)
    .option('--ask', 'ask a person for the approval', false)
    .option('--out <folder>', 'keep the audit repository and its keys here')
    .addOption(new Option('--action <file>', 'the bundle to drill').hideHelp())
    .addOption(
      new Option('--scale <factor>', 'how many times faster than the wall').default(DEFAULT_SCALE).argParser(positive),
    )
    .action((given) => finish(import('./drill.ts').then(({ drillCommand }) => drillCommand(given, write))));
}

function positive(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0 && value <= 1_000) return value;
  throw new InvalidArgumentError('write a number above 0, at most 1000');
}

/** The command line's one catch. */
function failed(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode;
  const { code, message, hint, at } = asBreakglassError(error);
  const place = at === undefined ? '' : `${formatPosition(at)}: `;
  process.stderr.write(`${plain(`${place}${code}: ${message}`)}\n`);
  if (hint !== undefined) process.stderr.write(`${hint.split('\n').map(plain).join('\n')}\n`);
  return 1;
}
