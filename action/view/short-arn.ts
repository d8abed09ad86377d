const ARN = /\barn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:\d*:([^\s;,:"]+)/g;
/** The random parts that AWS puts into the ARNs of load balancers, listeners and target groups. */
const RANDOM = /\/[0-9a-f]{16}(?=\/|$)/g;

/** Text whose ARNs are cut to what people call them: `targetgroup/green`, `listener/app/web`. For logs and terminals. */
export function shortArns(text: string): string {
  return text.replace(ARN, (_arn, resource: string) => resource.replace(RANDOM, ''));
}
