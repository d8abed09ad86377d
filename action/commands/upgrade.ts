import { BreakglassError } from '../domain/error.ts';
import { PARAMETERS, stackName } from '../domain/stack-names.ts';
import { processVariables } from '../runtime/environment.ts';
import { readYamlFiles } from '../runtime/yaml-folder.ts';
import { plain } from '../view/escape.ts';
import { checkedOutCommit } from './init.ts';
import { pinOf } from './setup/called-version.ts';
import { readInstalls, readStackDocuments } from './stack/documents.ts';
import type { TrustSource } from './stack/read-trust.ts';
import { howToCheck } from './stack/source-check.ts';
import { offeredRoles } from './stack/stack-input.ts';
import { compareTemplate, parameterNames, type TemplateNews } from './upgrade/compare-template.ts';
import { updateLines } from './upgrade/update-lines.ts';

export interface UpgradeOptions extends TrustSource {
  /** Commit of Breakglass, 40 hex digits. */
  readonly to: string;
  readonly install?: string;
  /** What the customer has deployed: the file that is compared with the template of the new version. */
  readonly template?: string;
}

type Write = (line: string) => void;

/**
 * `breakglass upgrade`: what to change so that the workflows of another version are called, in an order in which the roles let
 * a version in before it is called, and until none of its runs is left. It changes nothing, and asks GitHub only where it has to
 * compare templates.
 */
export async function upgradeCommand(root: string, options: UpgradeOptions, write: Write): Promise<number> {
  const { to, install, template } = options;
  if (!/^[0-9a-f]{40}$/.test(to)) {
    throw new BreakglassError('invalid-input', `--to is "${to.slice(0, 100)}"`, {
      hint: 'name the commit by its 40 hex digits: git ls-remote https://github.com/breakglass-dev/breakglass refs/tags/v1.2.3',
    });
  }
  const from = pinNow(root);
  const names = install === undefined ? readInstalls(root).map((each) => each.install) : [install];
  const news = template === undefined ? undefined : await newsOf(root, { ...options, template }, names, write);
  const customers = names.map((name): Customer => {
    const documents = readStackDocuments(root, name);
    const parameters = news?.deployed ?? parameterNames(offeredRoles(documents).map(({ role }) => role));
    return { stack: stackName(name), region: documents.install.region, parameters, name };
  });
  for (const line of howToCheck(to)) write(line);
  const lines = from === to ? onlyTheEnd(customers, to) : wholeWay(customers, from, to, news);
  for (const line of lines) write(plain(line));
  return 0;
}

export interface Customer {
  readonly name: string;
  readonly stack: string;
  readonly region: string;
  /** Every parameter of the deployed template: one that an update leaves out would go back to its default. */
  readonly parameters: readonly string[];
}

function pinNow(root: string): string {
  const pin = pinOf(readYamlFiles(root, '.github/workflows'));
  if (pin !== undefined) return pin.sha;
  throw new BreakglassError('not-set-up', 'no workflow of the folder calls Breakglass', {
    hint: 'run it in a clone of the playbook repository, or begin with "breakglass init"',
  });
}

async function newsOf(
  root: string,
  options: UpgradeOptions & { readonly template: string },
  names: readonly string[],
  write: Write,
): Promise<TemplateNews> {
  const [name, ...more] = names;
  if (name === undefined || more.length > 0) {
    throw new BreakglassError('missing-input', `--template is of one install, and there are ${names.length}`, {
      hint: `name it by --install: ${names.join(', ')}`,
    });
  }
  const copy = await checkedOutCommit().catch(() => 'no checkout');
  if (copy !== options.to) {
    throw new BreakglassError('invalid-input', `this copy of Breakglass is ${copy}, not ${options.to}`, {
      hint: `only that version knows its template: git checkout ${options.to} && npm ci, then run it again`,
    });
  }
  // The one that is about to be trusted, and not what the workflows call still, is looked for in the source repository.
  const source = { ...options, install: name, workflows: options.to };
  return compareTemplate(root, source, processVariables(), (line) => write(plain(line)));
}

function wholeWay(
  customers: readonly Customer[],
  from: string,
  to: string,
  news: TemplateNews | undefined,
): readonly string[] {
  return [
    `from ${from}`,
    `to   ${to}`,
    'This changes nothing by itself. In this order every run is let in, and nobody has to wait:',
    '',
    '1. The template of the new version.',
    ...customers.flatMap((customer) => templateLines(customer, to, news)),
    '',
    '2. The customer lets both versions in.',
    ...customers.flatMap((customer) => updateLines(customer, [from, to])),
    '',
    '3. The repository calls the new version, by a pull request that its owners approve:',
    `   breakglass init --workflows ${to}`,
    '',
    `4. Once it is merged, and "breakglass status" shows no run that began before it, the customer takes the old version away.`,
    ...customers.flatMap((customer) => updateLines(customer, [to])),
  ];
}

function onlyTheEnd(customers: readonly Customer[], to: string): readonly string[] {
  return [
    `the workflows call ${to} already`,
    'Once "breakglass status" shows no run of an older version, the customer lets in this one alone:',
    ...customers.flatMap((customer) => updateLines(customer, [to])),
  ];
}

/** A template first, then a version that may need what is new in it. */
function templateLines(
  { name, stack, region }: Customer,
  to: string,
  news: TemplateNews | undefined,
): readonly string[] {
  if (news?.same === true) return [`   ${name}: it is what ${stack} has already.`];
  const file = `${stack}.yml`;
  const deploy = [
    `   breakglass stack --install ${name} --out ${file}`,
    `   aws cloudformation deploy --region ${region} --stack-name ${stack} --template-file ${file} --capabilities CAPABILITY_NAMED_IAM`,
  ];
  if (news !== undefined) {
    return [`   ${name}: it differs. The customer reads and deploys it; parameters keep their values:`, ...deploy];
  }
  return [
    `   ${name}: whether it differs is known to a copy of Breakglass at ${to.slice(0, 12)}:`,
    `   aws cloudformation get-template --region ${region} --stack-name ${stack} --query TemplateBody --output text > deployed.yml`,
    `   breakglass upgrade --to ${to} --install ${name} --template deployed.yml`,
    `   If it does, the customer deploys it first; ${PARAMETERS.allowedWorkflowRefs} and all others keep their values:`,
    ...deploy,
  ];
}
