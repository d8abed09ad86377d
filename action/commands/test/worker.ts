import { silenceSdkNotices } from '../../runtime/environment.ts';
import { type OwnDrill, playOwnDrill } from './own-drill.ts';

// A process of its own that plays the drills that it is sent, one after the other, and tells of each: what one computes does not
// keep another's load balancer from answering.
silenceSdkNotices();
process.once('disconnect', () => process.exit());
process.on('message', (task: OwnDrill) => {
  void playOwnDrill(task).then((tested) => process.send?.(tested));
});
