import { formatDuration } from '../domain/duration.ts';
import type { Seal, SessionEvent } from '../domain/event.ts';

/** What an event says in one line, unescaped; undefined for events that only the record needs. */
export function eventLine(event: SessionEvent): string | undefined {
  switch (event.type) {
    case 'planned':
      return `plan ${event.digest.slice(0, 12)}`;
    case 'gate-passed':
      return `approved by ${event.approvers.join(', ')}; asked for by ${event.requester}, commander ${event.commander}`;
    case 'locked':
      return `holding the lock of ${event.install}`;
    case 'assumed':
      return `${PURPOSE[event.purpose ?? 'work']}assumed ${event.role}, until ${event.expires}`;
    case 'denied':
      return `${event.role} denies everything to this session: ${event.policy}`;
    case 'deny-pruned':
      return `took ${event.policy} off ${event.role}: what it denied has ended`;
    case 'taken-over':
      return `taken over from run ${event.from.runId}, attempt ${event.from.runAttempt}: ${event.why}`;
    case 'left-to-recover':
      return `left to recover: ${event.steps.join(', ')}${event.notBefore === null ? '' : `, from ${event.notBefore} on`} (${event.why})`;
    case 'carried-on':
      return `carrying the undo on (${event.why}): a recovery has no permission to make again what ${event.steps.join(', ')} put back`;
    case 'superseded':
      return `session ${event.by} goes on in this one's place`;
    case 'ended':
      return `ended: ${event.outcome}${event.code === null ? '' : ` (${event.code}: ${event.message ?? ''})`}; access is not shown to have ended`;
    case 'check':
      return `${event.ok ? 'holds' : 'does not hold'}: ${event.uses}: ${event.observed}`;
    case 'opened':
      return 'opening: the state before goes on record';
    case 'monitoring':
      return `watching health for ${formatDuration(event.forMs)}`;
    case 'degraded':
      return `health degraded: ${event.observed}`;
    case 'interrupted':
      return `interrupted: ${event.signal}`;
    case 'rollback-started':
      return `rolling back: ${event.why}`;
    case 'call':
      return undefined;
    case 'sealed':
      return sealLine(event.seal);
    case 'told':
      return `told ${event.sink}: ${event.delivered} taken${event.failed === 0 ? '' : `, ${event.failed} NOT TAKEN (${event.lastError ?? 'unfinished'})`}`;
    case 'refused':
      return `refused: ${event.code}: ${event.message}`;
    case 'closed':
      return `closed: ${event.outcome}${event.code === null ? '' : ` (${event.code}: ${event.message ?? ''})`}`;
    default:
      return stepLine(event);
  }
}

const PURPOSE = { work: '', seal: 'to end access: ', restore: 'to restore: ' } as const;

function sealLine(seal: Seal): string {
  switch (seal.kind) {
    case 'probed':
      return `sealed: the session's credentials were tried and refused (${seal.probe.operation}: ${seal.probe.answer})`;
    case 'expired':
      return `sealed: every credential of the session has ended, at ${seal.ended}`;
    case 'unsealed':
      return `NOT SEALED: the credentials may work until ${seal.until}: ${seal.why}`;
    case 'expires':
      return `sealed: credentials dropped, policy ends ${seal.at}`;
  }
}

const FOUND = {
  before: 'as before',
  ours: 'as the session made it',
  between: 'half as before, half as the session made it',
  foreign: 'as somebody else made it',
  hidden: 'not to be told: it holds values that may be secrets, and the key to those on record is not known here',
  irreversible: 'irreversible',
} as const;

type StepEvent = Extract<SessionEvent, { readonly step: string }>;

function stepLine(event: StepEvent): string {
  switch (event.type) {
    case 'step-prepared':
      return `${event.step}: prepared: the state before is on record`;
    case 'step-started':
      return `${event.step}: ${event.uses}: ${event.diff.map((line) => `${line.what}: ${line.before} → ${line.after}`).join('; ')}`;
    case 'compared':
      return `${event.step}: is ${FOUND[event.found]}`;
    case 'step-applied':
      return `${event.step}: ${event.changed ? 'applied' : 'already as wanted'}`;
    case 'step-progress':
      return `${event.step}: ${event.progress}`;
    case 'step-verified':
      return `${event.step}: verified: ${event.found}`;
    case 'step-failed':
      return `${event.step}: failed: ${event.code}: ${event.message}`;
    case 'step-restored':
      return `${event.step}: restored${event.along === undefined ? '' : `, and with it what ${event.along.join(', ')} changed`}`;
    case 'step-unchanged':
      return `${event.step}: nothing to restore`;
    case 'recreated':
      return `${event.step}: created again, with another ARN: ${event.was} is now ${event.is}`;
    case 'restore-failed':
      return `${event.step}: NOT RESTORED: ${event.code}: ${event.message}`;
    case 'conflict':
      return `${event.step}: somebody else changed ${event.resource.arn}: left as it is`;
  }
}
