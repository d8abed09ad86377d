import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hide, VEIL } from '../../action/domain/hidden.ts';
import type { Json } from '../../action/domain/json.ts';
import { withoutSecrets } from '../../action/domain/quoted-secrets.ts';

const TOKEN = 'T0ken/of "Shop" & co+1';

describe('what AWS says of a call', () => {
  it.each<[string, Json, string, string]>([
    ['as it is', TOKEN, `value '${TOKEN}' is not valid`, `value '${VEIL}' is not valid`],
    ['in another case', TOKEN, `value '${TOKEN.toLowerCase()}'`, `value '${VEIL}'`],
    ['as JSON', TOKEN, `{"Values":[${JSON.stringify(TOKEN)}]}`, `{"Values":["${VEIL}"]}`],
    ['as JSON, escaped all over', 'a"b"c"&d', '{"v":"a\\"b\\"c\\"&d"}', `{"v":"${VEIL}"}`],
    ['as JSON in a page', "<a='b'&c>", '{"v":"\\u003ca\\u003d\\u0027b\\u0027\\u0026c\\u003e"}', `{"v":"${VEIL}"}`],
    ['in a URL', TOKEN, `?k=${encodeURIComponent(TOKEN)}&x`, `?k=${VEIL}&x`],
    ['in a URL that leaves some signs', 'a/b!c d(e', '?k=a%2Fb!c%20d(e&x', `?k=${VEIL}&x`],
    ['as a URL', 'https://shop.example/a b/c d/e f', 'at https://shop.example/a%20b/c%20d/e%20f.', `at ${VEIL}.`],
    ['in a URL that leaves no sign', "it's(a!b)*", '?k=it%27s%28a%21b%29%2A&x', `?k=${VEIL}&x`],
    ['in a form', TOKEN, `k=${encodeURIComponent(TOKEN).replaceAll('%20', '+')}&x`, `k=${VEIL}&x`],
    ['as XML', TOKEN, '<v>T0ken/of &quot;Shop&quot; &amp; co+1</v>', `<v>${VEIL}</v>`],
    ['as XML with its own name for a quote', "it's a'b", '<v>it&apos;s a&apos;b</v>', `<v>${VEIL}</v>`],
    ['as XML with numbers for quotes', 'a"b\'c"d', '<v>a&#34;b&#39;c&#34;d</v>', `<v>${VEIL}</v>`],
    ['as XML with its quotes as they are', 'a"b\'c<"d', '<v>a"b\'c&lt;"d</v>', `<v>${VEIL}</v>`],
    ['as JSON in ASCII', 'schön-è-ß', '{"v":"sch\\u00f6n-\\u00E8-\\u00df"}', `{"v":"${VEIL}"}`],
    [
      'as JSON in a page and in ASCII',
      "ö='ä'&",
      '{"v":"\\u00f6\\u003d\\u0027\\u00e4\\u0027\\u0026"}',
      `{"v":"${VEIL}"}`,
    ],
    ['in a form that leaves no sign', 'a b(c d)e!*f', 'k=a+b%28c+d%29e%21%2Af&x', `k=${VEIL}&x`],
    ['in a form that leaves a star', 'a b(c d)e!*f', 'k=a+b%28c+d%29e%21*f&x', `k=${VEIL}&x`],
    ['cut off', TOKEN, 'value "T0ken/of..." is not', `value "${VEIL}..." is not`],
    ['cut off at its start', 'a-long-token-of-shop', 'value …token-of-shop ends', `value …${VEIL} ends`],
    [
      'among others',
      [
        ['k', 'another-token'],
        ['', TOKEN],
      ],
      `[another-token, ${TOKEN}]`,
      `[${VEIL}, ${VEIL}]`,
    ],
    ['of a parameter, by its name', { 'login-hint': 'x' }, 'parameter login-hint', `parameter ${VEIL}`],
    ['that is short', 'prod', "value 'prod' or prod.", `value '${VEIL}' or ${VEIL}.`],
    ['of one character', 'a', "a rule [a] has 'a'", `a rule [${VEIL}] has '${VEIL}'`],
  ])('does not give away a value that it quotes %s', (_, secret, said, shown) => {
    expect(withoutSecrets(said, [hide(secret)])).toBe(shown);
  });

  it.each<[string, Json]>([
    ['a short value', 'rod'],
    ['a value of one character', 'e'],
    ['an empty value', ['', []]],
    ['a number', 8],
  ])('is not torn apart by %s in its words', (_, secret) => {
    const said = "the producer's rule 18 is a default rule, e.g. eighty-eight";
    expect(withoutSecrets(said, [hide(secret)])).toBe(said);
  });

  it('holds 8 characters of no secret, whatever both are', () => {
    const texts = fc.string({ unit: 'binary', minLength: 8, maxLength: 20 });
    fc.assert(
      fc.property(texts, fc.array(fc.string(), { maxLength: 3 }), fc.nat(), (secret, around, cut) => {
        const shown = withoutSecrets(around.join(secret.slice(cut % 4)), [hide(secret)]);
        const rest = shown.split(VEIL);
        for (let at = 0; at + 8 <= secret.length; at += 1) {
          for (const part of rest) expect(part.includes(secret.slice(at, at + 8))).toBe(false);
        }
      }),
    );
  });
});
