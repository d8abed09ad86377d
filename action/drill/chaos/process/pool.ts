import { type Arena, type ArenaOptions, openArena } from './arena.ts';

export interface Pool {
  /** Lends a world of the playbook's; `slowly`: one whose clock is not much faster than the wall. */
  borrow<T extends object>(playbook: string, work: (arena: Arena) => Promise<T>, slowly?: boolean): Promise<T>;
  close(): Promise<void>;
}

const SCALE = 25;
/** GitHub kills by the wall: at this pace, a step that hangs still has time left by its own clock when that comes. */
const SLOW = 5;

/** A world is built when none of the playbook is free, and given up when a case has left something in it. */
export function createPool({
  root,
  bundle,
  scale = SCALE,
}: Pick<ArenaOptions, 'root' | 'bundle'> & { readonly scale?: number }): Pool {
  const free = new Map<string, Arena[]>();
  const all = new Set<Arena>();
  return {
    borrow: async <T extends object>(
      playbook: string,
      work: (arena: Arena) => Promise<T>,
      slowly = false,
    ): Promise<T> => {
      const pace = slowly ? Math.min(scale, SLOW) : scale;
      const key = `${playbook} ${pace}`;
      const arena = free.get(key)?.pop() ?? (await openArena({ root, playbook, bundle, scale: pace }));
      all.add(arena);
      try {
        const result = await work(arena);
        if ('holes' in result && Array.isArray(result.holes) && result.holes.length > 0) await giveUp(arena);
        else free.set(key, [...(free.get(key) ?? []), arena]);
        return result;
      } catch (error) {
        await giveUp(arena);
        throw error;
      }
    },
    close: async () => {
      await Promise.all([...all].map((arena) => arena.close()));
    },
  };

  async function giveUp(arena: Arena): Promise<void> {
    all.delete(arena);
    await arena.close();
  }
}
