import { AwsFault } from '../service.ts';

/** The parts of an `Authorization: AWS4-HMAC-SHA256 …` header. */
export interface AuthorizationHeader {
  readonly accessKeyId: string;
  /** `YYYYMMDD`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  /** In lower case. */
  readonly signedHeaders: ReadonlySet<string>;
  readonly signature: string;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** Reads the header; throws AWS's MissingAuthenticationToken or IncompleteSignature. */
export function parseAuthorization(header: string | undefined): AuthorizationHeader {
  if (header === undefined) {
    throw new AwsFault('MissingAuthenticationToken', 'Request is missing Authentication Token', 403);
  }
  if (!header.startsWith(`${ALGORITHM} `)) throw incomplete(`Authorization header is not ${ALGORITHM}`);
  const fields = new Map(
    header
      .slice(ALGORITHM.length)
      .split(',')
      .map((part) => {
        const [key = '', ...value] = part.trim().split('=');
        return [key, value.join('=')] as const;
      }),
  );
  const missing = ['Credential', 'SignedHeaders', 'Signature'].filter((key) => !fields.get(key));
  if (missing.length > 0) {
    throw incomplete(missing.map((key) => `Authorization header requires '${key}' parameter.`).join(' '));
  }
  const scope = (fields.get('Credential') ?? '').split('/');
  const [accessKeyId, date, region, service, terminator] = scope;
  if (scope.length !== 5 || !accessKeyId || !date || !region || !service || terminator !== 'aws4_request') {
    throw incomplete('Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term');
  }
  const signedHeaders = new Set((fields.get('SignedHeaders') ?? '').toLowerCase().split(';'));
  return { accessKeyId, date, region, service, signedHeaders, signature: fields.get('Signature') ?? '' };
}

/** The `X-Amz-Date` header in milliseconds since the epoch. */
export function parseAmzDate(header: string | undefined): number {
  const match = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(header ?? '');
  if (match === null) throw incomplete("Authorization header requires existence of an 'X-Amz-Date' header.");
  const [, year, month, day, hour, minute, second] = match;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(time)) throw incomplete(`Date must be in ISO-8601 'basic format'. Got '${header}'.`);
  return time;
}

function incomplete(message: string): AwsFault {
  return new AwsFault('IncompleteSignature', message, 400);
}
