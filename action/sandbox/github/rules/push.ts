import { gunzipSync } from 'node:zlib';
import { ZERO_OID } from '../git/ref-writer.ts';
import { htmlUrl } from '../views/repository-view.ts';
import type { Repository, Token, World } from '../world.ts';
import { ruleViolations } from './violations.ts';

interface PushCommand {
  readonly before: string;
  readonly after: string;
  readonly ref: string;
}

/** The commands at the head of a `git-receive-pack` request, what the client can read, and the pack behind them. */
interface PushRequest {
  readonly commands: readonly PushCommand[];
  readonly capabilities: readonly string[];
  readonly pack: Buffer;
}

const COMMAND = /^([0-9a-f]{40}) ([0-9a-f]{40}) ([^\0\n]+)/;
/** The longest payload of one packet in a side band of 64 kB. */
const BAND_LIMIT = 65_515;

function readPush(body: Buffer): PushRequest {
  const commands: PushCommand[] = [];
  let capabilities: readonly string[] = [];
  for (let at = 0; at + 4 <= body.length; ) {
    const length = Number.parseInt(body.subarray(at, at + 4).toString('latin1'), 16);
    if (length === 0) return { commands, capabilities, pack: body.subarray(at + 4) };
    if (!(length > 4)) break;
    const line = body.subarray(at + 4, at + length).toString('utf8');
    const [, before = '', after = '', ref = ''] = COMMAND.exec(line) ?? [];
    if (ref !== '') commands.push({ before, after, ref });
    if (line.includes('\0')) capabilities = (line.split('\0')[1] ?? '').trim().split(' ');
    at += length;
  }
  return { commands, capabilities, pack: Buffer.alloc(0) };
}

/**
 * GitHub's answer to a push that a ruleset forbids; undefined where none does. What was pushed is read as objects first, as no
 * ref names them until the push is taken. One violation declines the whole push.
 */
export async function declinedPush(
  world: World,
  repository: Repository,
  token: Token | undefined,
  request: { readonly body: Buffer; readonly encoding: string },
): Promise<Buffer | undefined> {
  const { rulesets, protections } = repository.settings;
  if (rulesets.size + protections.size === 0) return undefined;
  const { commands, capabilities, pack } = readPush(
    request.encoding === 'gzip' ? gunzipSync(request.body) : request.body,
  );
  if (pack.length > 0) await repository.git.git(['index-pack', '--stdin', '--fix-thin'], { input: pack });
  const found = await Promise.all(
    commands.map(async ({ ref, before, after }) => {
      const now = (await repository.git.read(ref))?.oid ?? ZERO_OID;
      // A stale push is git's own to refuse.
      return now === before
        ? { ref, violations: await ruleViolations(world, repository, { ref, before, after, token }) }
        : null;
    }),
  );
  const broken = found.flatMap((each) => (each === null || each.violations.length === 0 ? [] : [each]));
  if (broken.length === 0) return undefined;
  const url = `${htmlUrl(world, repository)}/rules?ref=`;
  const told = broken.map(
    ({ ref, violations }) =>
      `error: GH013: Repository rule violations found for ${ref}.\n` +
      `Review all repository rules at ${url}${encodeURIComponent(ref)}\n\n` +
      violations.map((violation) => `- ${violation}\n\n`).join(''),
  );
  return report(commands, capabilities, told.join(''));
}

const packet = (payload: Buffer): Buffer =>
  Buffer.concat([Buffer.from((payload.length + 4).toString(16).padStart(4, '0')), payload]);

/** A `report-status`, in a side band beside what people are told, where the client can read one. */
function report(commands: readonly PushCommand[], capabilities: readonly string[], told: string): Buffer {
  const reason = 'push declined due to repository rule violations';
  const lines = ['unpack ok\n', ...commands.map(({ ref }) => `ng ${ref} ${reason}\n`)];
  const flush = Buffer.from('0000');
  const status = Buffer.concat([...lines.map((line) => packet(Buffer.from(line))), flush]);
  if (!capabilities.includes('side-band-64k')) return status;
  return Buffer.concat([...band(2, Buffer.from(told)), ...band(1, status), flush]);
}

function band(number: 1 | 2, payload: Buffer): readonly Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0; at < payload.length; at += BAND_LIMIT) {
    parts.push(packet(Buffer.concat([Buffer.from([number]), payload.subarray(at, at + BAND_LIMIT)])));
  }
  return parts;
}
