/**
 * Loads what the commands load only once they need it. Where nobody waits for the clock it has to be there before: loading takes the
 * wall's time, and a loader in another process or thread does it where this one cannot see that anything is under way.
 */
export async function loadAhead(): Promise<void> {
  await Promise.all([
    import('../../alerts/settings.ts'),
    import('../../aws/iam-client.ts'),
    import('../../aws/seal-iam.ts'),
    import('../../commands/comment.ts'),
    import('../../commands/dispatch.ts'),
    import('../../commands/end-left.ts'),
    import('../../commands/incident.ts'),
    import('../../commands/live-status.ts'),
    import('../../commands/past-session.ts'),
    import('../../commands/plan.ts'),
    import('../../commands/read-past.ts'),
    import('../../commands/record-refusal.ts'),
    import('../../commands/recover.ts'),
    import('../../commands/seal/seal-session.ts'),
    import('../../github/locked.ts'),
    import('../../runtime/post.ts'),
    import('../../services/http/client.ts'),
  ]);
}
