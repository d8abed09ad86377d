import { AwsFault } from '../../service.ts';

/** Takes something away; that it is not there (any more) is what was wanted. */
export async function unlessGone(removal: Promise<void>): Promise<void> {
  try {
    await removal;
  } catch (error) {
    if (!(error instanceof AwsFault) || error.code !== 'NoSuchEntity') throw error;
  }
}
