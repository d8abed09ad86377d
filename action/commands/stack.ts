import { BreakglassError } from '../domain/error.ts';
import { processVariables } from '../runtime/environment.ts';
import { registry } from '../services/registry.ts';
import type { StackInput } from '../stack/input.ts';
import { reviewPage } from '../stack/review/page.ts';
import { buildHomeRegionTemplate, buildTemplate, homeRegion } from '../stack/template.ts';
import { writeTemplate } from '../stack/write.ts';
import { plain } from '../view/escape.ts';
import { renderMarkdown } from '../view/markdown.ts';
import { deliver, requirePlain } from './stack/deliver.ts';
import { readStackDocuments } from './stack/documents.ts';
import { kindWords } from './stack/kind-words.ts';
import { readTrust, type TrustSource } from './stack/read-trust.ts';
import { howToCheck } from './stack/source-check.ts';
import { stackInput } from './stack/stack-input.ts';

export interface StackOptions extends TrustSource {
  readonly install?: string;
  /** What is written: the template, the second one, or the page about the first. */
  readonly write: 'template' | 'home-region' | 'review';
  /** A file; standard output, unless given. */
  readonly out?: string;
  readonly force: boolean;
}

type Write = (line: string) => void;

/**
 * `breakglass stack`: the customer's CloudFormation template, from the files of a playbook repository. It changes nothing anywhere.
 *
 * @param tell - what is not a part of the template: standard output may be a file
 */
export async function stackCommand(
  root: string,
  options: StackOptions,
  write: Write,
  tell: Write = () => undefined,
): Promise<number> {
  // What is wrong with the files is told before anything is asked of GitHub.
  const documents = readStackDocuments(root, options.install);
  const input = stackInput(documents, await readTrust(root, options, processVariables(), tell), registry);
  const text = textOf(input, options.write);
  if (text === undefined) {
    throw new BreakglassError('invalid-input', `${homeRegion(input)} is the Region of the install itself`, {
      hint: 'no second template is needed: the first one has these alerts',
    });
  }
  for (const line of [...howToCheck(input.trust.workflowRef), ...howToSend(text, options.write)]) tell(line);
  if (options.out === undefined) {
    write(text.replace(/\n$/, ''));
    return 0;
  }
  deliver(options.out, text, options.force);
  write(plain(`written: ${options.out}`));
  if (options.write === 'template')
    write('its first lines say how to deploy it; every role is off until its parameter says true');
  return 0;
}

/** What CloudFormation takes as the body of a request, in bytes; from a bucket it takes twenty times as much. */
const BODY_LIMIT = 51_200;

function howToSend(text: string, what: StackOptions['write']): readonly string[] {
  const size = Buffer.byteLength(text);
  if (what === 'review' || size <= BODY_LIMIT) return [];
  return [
    `the template has ${size} bytes, more than the ${BODY_LIMIT} that CloudFormation takes from the command line: deploy it from a bucket (--s3-bucket), or by the console, or name fewer roles in the install`,
  ];
}

function textOf(input: StackInput, what: StackOptions['write']): string | undefined {
  if (what === 'review') return renderMarkdown(reviewPage(input, kindWords(registry)));
  const template = what === 'template' ? buildTemplate(input) : buildHomeRegionTemplate(input);
  return template === undefined ? undefined : requirePlain(writeTemplate(template));
}
