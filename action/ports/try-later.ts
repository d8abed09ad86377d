import { BreakglassError, type ErrorCode, type ErrorDetail } from '../domain/error.ts';

/** Somebody outside was asked too often, and said until when it answers no more. */
export class TryLater extends BreakglassError {
  /** Milliseconds since the epoch. */
  readonly retryAt: number;

  constructor(code: ErrorCode, message: string, detail: ErrorDetail & { readonly retryAt: number }) {
    super(code, message, detail);
    this.name = 'TryLater';
    this.retryAt = detail.retryAt;
  }
}

/** When it may be tried again, also where the error was told on as the cause of another. */
export function retryAt(error: unknown): number | undefined {
  if (error instanceof TryLater) return error.retryAt;
  return error instanceof Error && error.cause !== undefined ? retryAt(error.cause) : undefined;
}
