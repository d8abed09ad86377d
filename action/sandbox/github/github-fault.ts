/** An error that the sandbox answers as GitHub would: `{message, documentation_url, status}` and `errors` where it has them. */
export class GithubFault extends Error {
  readonly status: number;
  readonly errors: readonly unknown[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    errors?: readonly unknown[],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'GithubFault';
    this.status = status;
    this.errors = errors;
    this.headers = headers;
  }

  /** The answer's body. */
  body(): Record<string, unknown> {
    return {
      message: this.message,
      ...(this.errors === undefined ? {} : { errors: this.errors }),
      documentation_url: 'https://docs.github.com/rest',
      status: String(this.status),
    };
  }
}

export function notFound(): GithubFault {
  return new GithubFault(404, 'Not Found');
}

export function badCredentials(): GithubFault {
  return new GithubFault(401, 'Bad credentials');
}

/** A 422 for one field of a body, as GitHub's validators write it. */
export function invalid(resource: string, field: string, code: string, message?: string): GithubFault {
  const detail = { resource, field, code, ...(message === undefined ? {} : { message }) };
  return new GithubFault(422, 'Validation Failed', [detail]);
}
