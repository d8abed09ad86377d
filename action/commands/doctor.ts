import type { Install } from '../domain/documents.ts';
import { diagnose } from '../gate/doctor/diagnose.ts';
import { FINDING_CODES, type Finding } from '../gate/doctor/finding.ts';
import type { SettingsPlace } from '../github/settings.ts';
import { processVariables, type Variables } from '../runtime/environment.ts';
import { plain } from '../view/escape.ts';
import { gatherFacts } from './setup/facts.ts';
import { reach } from './setup/place.ts';

type Write = (line: string) => void;

/** `breakglass doctor`: exit code 0 only when everything was seen and is right. */
export async function doctorCommand(
  root: string,
  { json, aws }: { readonly json: boolean; readonly aws: boolean },
  write: Write,
): Promise<number> {
  const variables = processVariables();
  const facts = await gatherFacts(await reach(root, variables, 'read'), Date.now());
  const findings = [...diagnose(facts), ...(aws ? await lookIntoAws(root, facts.installs, variables) : [])];
  if (json) write(JSON.stringify({ version: 1, green: isGreen(findings), findings }));
  else tell(findings, write);
  return isGreen(findings) ? 0 : 1;
}

/** The SDK is loaded only where AWS is asked. */
async function lookIntoAws(
  root: string,
  installs: readonly Install[],
  variables: Variables,
): Promise<readonly Finding[]> {
  const { awsFindings } = await import('./doctor-aws.ts');
  return awsFindings(root, installs, variables);
}

/** What there is to say of a repository as it is now. */
export async function examine(place: SettingsPlace): Promise<readonly Finding[]> {
  return diagnose(await gatherFacts(place, Date.now()));
}

export function isGreen(findings: readonly Finding[]): boolean {
  return findings.length > 0 && findings.every(({ state }) => state === 'ok');
}

const WIDTH = Math.max(...FINDING_CODES.map(({ length }) => length));

/** One line a finding, what mends it below, and the sum. */
export function tell(findings: readonly Finding[], write: Write): void {
  for (const { code, state, what, fix } of findings) {
    write(plain(`${state.padEnd('unknown'.length)}  ${code.padEnd(WIDTH)}  ${what}`));
    if (fix !== null) write(plain(`${' '.repeat('unknown'.length + 2 + WIDTH + 2)}${fix}`));
  }
  const count = (state: Finding['state']): number => findings.filter((finding) => finding.state === state).length;
  write(`${count('ok')} ok, ${count('wrong')} wrong, ${count('unknown')} unknown`);
}
