import { asBreakglassError, BreakglassError } from '../domain/error.ts';
import type { GitHub } from './api.ts';
import { type Backoff, backoff, OUTAGE_MS } from './backoff.ts';

/** How often, and for how long, links are tried to be written to one branch. */
export interface LinkTries {
  /** One link; `lost`: it was sent before, and nobody knows what became of it. */
  begin(lost: boolean): LinkTry;
  /** GitHub has answered. */
  heard(): void;
  /** Finds the branch's head, in an outage as seldom as links are tried. */
  relocate(): Promise<void>;
}

export interface LinkTry {
  /**
   * Waits for the next try, and finds the head again. `lost`: the answer did not come; `stale`: somebody else was faster.
   *
   * @throws BreakglassError `github-unavailable`, `audit-contention` where there is to be none
   */
  again(why: 'lost' | 'stale'): Promise<void>;
}

/**
 * Where others write as well, each try is won by one of them: eight sessions at once lose twenty tries in a row now and then. So it
 * is time that ends the tries, and their number only where no time passes.
 */
const MAX_TRIES = 80;
const MAX_WAIT_MS = 240_000;
const BASE_DELAY_MS = 100;
const MAX_DELAY_MS = 3_000;
/** From then on the pauses become shorter again: who has waited longest is the first to come back. */
const PATIENT = 9;
/**
 * Who does not hear what became of a link asks less and less often, however many links there are by then: GitHub answers a repository's
 * workflows a thousand requests an hour, and when it is back, a minute is soon.
 */
const UNHEARD: Backoff = { baseMs: 1_000, longestMs: 60_000 };

function staleMs(stale: number): number {
  if (stale >= PATIENT) return MAX_DELAY_MS / (stale - PATIENT + 1);
  return Math.min(BASE_DELAY_MS * 1.5 ** stale, MAX_DELAY_MS);
}

/** `locate` reads the head, with the client that it is given. */
export function createLinkTries(
  github: GitHub,
  branch: string,
  locate: (asker: GitHub) => Promise<unknown>,
): LinkTries {
  const { clock, random } = github;
  /** How many answers in a row did not come. */
  let unheard = 0;
  const relocate = async (until: number): Promise<void> => {
    for (;;) {
      try {
        await locate(unheard === 0 ? github : askingOnce(github));
        return;
      } catch (error) {
        const left = until - clock.now();
        if (asBreakglassError(error).code !== 'github-unavailable' || left <= 0) throw error;
        unheard += 1;
        await clock.sleep(Math.min(backoff(unheard, UNHEARD, random), left));
      }
    }
  };
  const begin = (lost: boolean): LinkTry => {
    const start = clock.now();
    let tries = 0;
    let until = start + (lost ? OUTAGE_MS : MAX_WAIT_MS);
    return {
      again: async (why) => {
        const now = clock.now();
        if (why === 'stale') until = start + MAX_WAIT_MS;
        else if (unheard === 0) until = Math.min(until, now + OUTAGE_MS);
        unheard = why === 'stale' ? 0 : unheard + 1;
        tries += 1;
        if (now >= until || tries >= MAX_TRIES) throw why === 'stale' ? contention(branch) : outage(branch);
        const pause = why === 'stale' ? staleMs(tries - 1) * random() : backoff(unheard, UNHEARD, random);
        await clock.sleep(Math.min(pause, until - now));
        await relocate(Math.min(until, clock.now() + OUTAGE_MS));
      },
    };
  };
  return {
    begin,
    heard: () => {
      unheard = 0;
    },
    relocate: () => relocate(clock.now() + OUTAGE_MS),
  };
}

/** The same client, which leaves it to its caller to wait out an outage. */
function askingOnce(github: GitHub): GitHub {
  return {
    ...github,
    rest: (purpose, ...rest) => github.rest({ ...purpose, once: true }, ...rest),
    find: (purpose, ...rest) => github.find({ ...purpose, once: true }, ...rest),
    graphql: (purpose, ...rest) => github.graphql({ ...purpose, once: true }, ...rest),
  };
}

function contention(branch: string): BreakglassError {
  const minutes = MAX_WAIT_MS / 60_000;
  return new BreakglassError(
    'audit-contention',
    `others were faster on ${branch} at each of ${MAX_TRIES} tries, or for ${minutes} minutes`,
    {
      hint: 'see what else commits to the audit branch, then make a new request',
    },
  );
}

function outage(branch: string): BreakglassError {
  const message = `GitHub took no commit to ${branch} for ${OUTAGE_MS / 1_000} seconds, or its answers were lost`;
  return new BreakglassError('github-unavailable', message, {
    hint: 'see https://www.githubstatus.com, then make a new request',
  });
}
