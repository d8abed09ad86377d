import { setTimeout as sleep } from 'node:timers/promises';
import { PEOPLE } from '../../action/drill/hosting.ts';
import { startPipeline } from '../../action/drill/pipeline.ts';
import type { Estate, SoakInstall } from './estate.ts';
import type { Story } from './playbooks.ts';

/** How a session ended, as its run tells. */
export interface Played {
  readonly install: string;
  readonly story: Story;
  /** Another session had the same install meanwhile. */
  readonly met: boolean;
  readonly exitCode: number | null;
  readonly outcome: string;
  /** What its errors begin with. */
  readonly codes: readonly string[];
  /** Path of its record; empty where it has none. */
  readonly record: string;
}

export interface SoakOptions {
  readonly bundle: string;
  readonly sessions: number;
  readonly atATime: number;
  /** Told after each session. */
  readonly onSession?: (ended: number) => void | Promise<void>;
}

/** Of so many sessions one is undone, and one asks for an install together with the session before it. */
const EVERY_UNDONE = 5;
const EVERY_RIVAL = 8;

interface Turn {
  readonly install: SoakInstall;
  readonly story: Story;
  /** It asks for an install that somebody else has just asked for. */
  readonly rival: boolean;
}

/** Plays sessions, `atATime` of them at once, over all installs in turn. */
export async function playSoak(estate: Estate, options: SoakOptions): Promise<readonly Played[]> {
  const { bundle, sessions, atATime, onSession } = options;
  const turns = turnsOf(estate.installs, sessions);
  const played: Played[] = [];
  const going = new Set<Turn>();
  const met = new Set<Turn>();
  const runner = async (): Promise<void> => {
    for (let turn = turns.shift(); turn !== undefined; turn = turns.shift()) {
      const { name } = turn.install;
      const others = (): readonly Turn[] => [...going].filter(({ install }) => install.name === name);
      // Only rivals meet: the others wait until nobody has the install.
      while (!turn.rival && others().length > 0) await sleep(50);
      for (const other of others()) met.add(other).add(turn);
      going.add(turn);
      const ended = await playTurn(estate, bundle, turn);
      going.delete(turn);
      played.push({ ...ended, met: met.has(turn) });
      await onSession?.(played.length);
    }
  };
  await Promise.all(Array.from({ length: atATime }, runner));
  return played;
}

function turnsOf(installs: readonly SoakInstall[], sessions: number): Turn[] {
  const turns: Turn[] = [];
  for (let number = 0; turns.length < sessions; number += 1) {
    const install = installs[number % installs.length];
    if (install === undefined) throw new Error('a soak needs an install');
    const story = number % EVERY_UNDONE === EVERY_UNDONE - 1 ? 'rolled-back' : 'succeeded';
    turns.push({ install, story, rival: false });
    if (number % EVERY_RIVAL === 0) turns.push({ install, story: 'succeeded', rival: true });
  }
  return turns.slice(0, sessions);
}

async function playTurn({ world }: Estate, bundle: string, { install, story }: Turn): Promise<Omit<Played, 'met'>> {
  const { path, sha, digest } = install.requests[story];
  const pipeline = startPipeline(world, bundle, sha, { path, environment: install.name });
  await pipeline.review(PEOPLE.approver, 'approved');
  const { exitCode, outputs, errors } = await pipeline.run(digest);
  return {
    install: install.name,
    story,
    exitCode,
    outcome: outputs['outcome'] ?? 'none',
    codes: errors.map((error) => error.split(':')[0] ?? ''),
    record: outputs['record'] ?? '',
  };
}
