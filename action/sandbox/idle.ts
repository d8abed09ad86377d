/**
 * How long an idle connection is kept, in wall milliseconds. A server that closes one just when its client uses it again looks like a
 * reset, and on a busy machine the five seconds that are usual are soon over.
 */
export const IDLE_MS = 60_000;
