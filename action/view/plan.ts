import { formatDuration } from '../domain/duration.ts';
import type { Plan } from '../domain/plan.ts';
import { code, markdown } from './escape.ts';

/** The plan as the approver reads it, in Markdown. Static: it says what will be done, not what it will find. */
export function renderPlan(plan: Plan, digest: string): string {
  return `${[heading(plan, digest), who(plan), steps(plan), permissions(plan), time(plan)].join('\n\n')}\n`;
}

function heading(plan: Plan, digest: string): string {
  return [
    `## Break glass: ${markdown(plan.request.name)}`,
    '',
    `**${markdown(plan.playbook.summary)}** on ${markdown(plan.install.name)}`,
    `(account ${code(plan.install.account)}, ${code(plan.install.region)}). Digest ${code(digest)}.`,
    'Static plan: the state before is read, recorded and compared when the session opens.',
  ].join('\n');
}

function who(plan: Plan): string {
  return [
    `- Incident ${markdown(plan.request.incident)}: ${markdown(plan.request.reason)}`,
    `- Asked for by ${markdown(plan.requester.login)}; commander ${markdown(plan.commander.login)} confirmed:`,
    ...plan.request.confirmed.map((criterion) => `  - ${markdown(criterion)}`),
  ].join('\n');
}

function steps(plan: Plan): string {
  const lines = plan.steps.map((step, index) => {
    const undo = 'restore' in step.inverse ? 'undone by restoring the recorded state' : '**IRREVERSIBLE**';
    const settings = Object.entries(step.with).map(
      ([name, value]) => `${markdown(name)} ${code(String(typeof value === 'object' ? JSON.stringify(value) : value))}`,
    );
    return `${index + 1}. ${markdown(step.id)} (${code(step.uses)}), ${undo}: ${settings.join(', ')}`;
  });
  const checks = [
    ...plan.checks.map((check) => `- before: ${code(check.uses)}`),
    ...plan.monitor.checks.map((check) => `- for ${formatDuration(plan.monitor.forMs)} after: ${code(check.uses)}`),
  ];
  return ['### What will happen', '', ...lines, '', ...checks].join('\n');
}

function permissions(plan: Plan): string {
  const lines = plan.grants.map((grant) => `- ${grant.access}: ${code(grant.action)} on ${code(grant.resource)}`);
  return ['### What its credentials can do, and nothing else', '', ...lines].join('\n');
}

function time({ durations, revert }: Plan): string {
  return [
    '### How long',
    '',
    `- Work ends ${formatDuration(durations.workMs)} after the start; the credentials end ${formatDuration(durations.undoMs)} later, so that undoing always fits.`,
    revert === 'at-end'
      ? '- Temporary: it is undone when that time ends.'
      : '- It stays, unless a step or the health afterwards fails: then it is undone.',
    '- If the runner dies, the state before is on the audit branch; the credentials end by themselves.',
  ].join('\n');
}
