import type { RuleTransform } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, it } from 'vitest';
import { createStateKeeper } from '../../../action/audit/state-keeper.ts';
import { transformsFromAws, transformsToAws } from '../../../action/services/elbv2/transforms.ts';

const REFUSED = expect.objectContaining({ code: 'sensitive-state' });
const HOST: RuleTransform = {
  Type: 'host-header-rewrite',
  HostHeaderRewriteConfig: { Rewrites: [{ Regex: '^a', Replace: 'b' }] },
};
const URL: RuleTransform = {
  Type: 'url-rewrite',
  UrlRewriteConfig: { Rewrites: [{ Regex: '^/a', Replace: '/b?key=secret-value' }] },
};

describe('what a rule rewrites', () => {
  it('is written again as it was', () => {
    expect(transformsToAws(transformsFromAws([URL, HOST]))).toEqual([HOST, URL]);
    expect(transformsToAws(transformsFromAws([{ Type: 'url-rewrite' }]))).toEqual([
      { Type: 'url-rewrite', UrlRewriteConfig: { Rewrites: [] } },
    ]);
  });

  it('is recorded of the host header as it is; of URLs nothing is let out, and what was recorded cannot be written', () => {
    const { mask } = createStateKeeper();
    expect(mask(transformsFromAws([HOST]))).toEqual(transformsFromAws([HOST]));
    const recorded = mask(transformsFromAws([URL]));
    expect(JSON.stringify(recorded)).not.toContain('secret-value');
    expect(() => transformsToAws(recorded)).toThrow(REFUSED);
  });

  it('is refused where its type is not known', () => {
    const strange = transformsFromAws([{ Type: 'future' as 'url-rewrite' }]);
    expect(() => transformsToAws(strange)).toThrow(REFUSED);
  });
});
