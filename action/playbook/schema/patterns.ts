import { DURATION_PATTERN } from '../../domain/duration.ts';
import type { ErrorCode } from '../../domain/error.ts';

/**
 * A name that becomes part of a path: no slash, no dot, so it cannot leave its folder. `constructor` is the one such
 * name that every object already has.
 */
export const NAME = '^(?!constructor$)[a-z0-9][a-z0-9-]{0,38}$';
/** The id of a session, as links have it: what becomes part of a path has no slash and no dot. */
export const SESSION = '^[a-z0-9][a-z0-9-]{0,39}$';
/** A name that expressions use: `inputs.<id>`, `steps.<id>`. */
export const IDENTIFIER = '^(?!constructor$)[a-z][a-z0-9-]{0,38}$';
/** A step, check or resource kind: `service/name`. */
export const KIND = '^[a-z0-9]{1,30}/[a-z][a-z0-9-]{0,38}$';
/** A GitHub environment's name; it becomes part of API paths and of the OIDC subject. */
export const ENVIRONMENT = '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$';
/** A GitHub login, with the numeric user id if wanted: `dana`, `dana#583231`. */
export const PERSON = '^[A-Za-z0-9][A-Za-z0-9_-]{0,38}(#[1-9][0-9]{0,14})?$';
export const ACCOUNT = '^[0-9]{12}$';
export const REGION = '^[a-z]{2}(-[a-z]+){1,3}-[0-9]{1,2}$';
export const ROLE_ARN = '^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]{1,576}$';
export const ARN = '^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9]*:[^\\s*?]+$';
/** An ARN pattern in a role: `*` and `?` in the resource, `*` for the partition, Region and account of the install. */
export const ARN_PATTERN = '^arn:(\\*|aws[a-z-]*):[a-z0-9-]+:(\\*|[a-z0-9-]*):(\\*|[0-9]{12}|):[^\\s$"\\\\]+$';
/** The same, or `*` for actions that have no resource. */
export const RESOURCE_PATTERN = `^\\*$|${ARN_PATTERN}`;
/** A tag's key: as AWS takes it, without a space. */
export const TAG_KEY = '^[A-Za-z0-9_.:/=+@-]{1,128}$';
/** A tag's value in a scope: itself, and no policy variable or wildcard, which would be equal to anything. */
export const TAG_VALUE = '^[^${}*?\\\\]+$';
/** An IAM action by its full name: a wildcard would hold what nobody has read. */
export const ACTION = '^[a-z0-9-]+:[A-Za-z0-9]+$';
/** An IPv4 or IPv6 block. */
export const CIDR = '^[0-9a-fA-F.:]+/[0-9]{1,3}$';
/** One line that neither starts nor ends with a space. */
export const LINE = '^\\S([^\\n]*\\S)?$';
/** Text with at least one character to be seen. */
export const TEXT = '\\S';
export const DURATION = DURATION_PATTERN;

/** What to say when a value does not match one of the patterns above. */
export const PATTERN_ERRORS: ReadonlyMap<string, { readonly code: ErrorCode; readonly hint: string }> = new Map([
  [NAME, { code: 'invalid-name', hint: 'use 1 to 39 of a-z, 0-9 and "-", starting with a letter or digit' }],
  [IDENTIFIER, { code: 'invalid-name', hint: 'use 1 to 39 of a-z, 0-9 and "-", starting with a letter' }],
  [SESSION, { code: 'invalid-name', hint: 'write the id of a session, as breakglass status shows it' }],
  [KIND, { code: 'invalid-name', hint: 'write service/name, for example elbv2/shift-weights' }],
  [ENVIRONMENT, { code: 'invalid-name', hint: 'use letters, digits, ".", "_" and "-", up to 100' }],
  [PERSON, { code: 'invalid-name', hint: 'write a GitHub login, or login#id with the numeric user id' }],
  [ACCOUNT, { code: 'invalid-value', hint: 'write the 12 digits of the AWS account id in quotes' }],
  [REGION, { code: 'invalid-value', hint: 'write a Region such as us-east-1' }],
  [ROLE_ARN, { code: 'invalid-value', hint: "write the role's ARN: arn:aws:iam::123456789012:role/path/name" }],
  [ARN, { code: 'invalid-value', hint: 'write a full ARN, without wildcards' }],
  [
    ARN_PATTERN,
    { code: 'invalid-value', hint: 'write an ARN, such as arn:*:elasticloadbalancing:*:*:listener/app/web/*' },
  ],
  [
    ACTION,
    { code: 'invalid-value', hint: 'write one IAM action in full, such as elasticloadbalancing:ModifyListener' },
  ],
  [
    TAG_VALUE,
    { code: 'invalid-value', hint: 'write the value itself: no policy variable, no wildcard, none of $ { } * ? \\' },
  ],
  [CIDR, { code: 'invalid-value', hint: 'write a block such as 203.0.113.0/24' }],
  [LINE, { code: 'invalid-value', hint: 'write one line that neither starts nor ends with a space' }],
  [TEXT, { code: 'invalid-value', hint: 'write something' }],
  [DURATION, { code: 'invalid-value', hint: 'write a whole number and a unit: 90s, 2m or 1h' }],
]);
