/** Base64 node ids in GitHub's older form: `0<length of type>:<Type><id>`. Opaque to callers, unique per object. */
export function nodeId(type: string, id: number | string): string {
  return Buffer.from(`0${type.length}:${type}${id}`).toString('base64');
}

/** The type and id that a node id stands for. */
export function parseNodeId(text: string): { readonly type: string; readonly id: string } | undefined {
  const match = /^0(\d+):(.*)$/.exec(Buffer.from(text, 'base64').toString('utf8'));
  if (match === null) return undefined;
  const length = Number(match[1]);
  const rest = match[2] ?? '';
  return { type: rest.slice(0, length), id: rest.slice(length) };
}

/** ISO 8601 in UTC, whole seconds, as GitHub writes times. */
export function githubTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** A path with each segment percent-encoded. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
