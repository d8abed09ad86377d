import { silenceSdkNotices } from '../../runtime/environment.ts';
import { caseId } from './case.ts';
import { playShare } from './share.ts';
import type { WorkerMessage, WorkerTask } from './workers.ts';

/** A process of its own that plays every n-th case of a playbook, or one case, and tells each. */
const { root, playbook, index, workers, only }: WorkerTask = JSON.parse(process.argv[2] ?? '');
process.once('disconnect', () => process.exit());
silenceSdkNotices();
try {
  await playShare({
    root,
    playbook,
    alone: true,
    wants: (place, chaos) => (only === undefined ? place % workers === index : caseId(chaos) === only),
    onPlayed: (played, all) => tell({ kind: 'played', played, all }),
  });
  tell({ kind: 'over' });
} catch (error) {
  tell({ kind: 'broken', why: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}

function tell(message: WorkerMessage): void {
  process.send?.(message);
}
