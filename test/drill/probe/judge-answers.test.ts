import { describe, expect, it } from 'vitest';
import type { ExpectedAnswer } from '../../../action/domain/drill.ts';
import type { Answer, Answered } from '../../../action/drill/probe/ask.ts';
import { describeAll, differences, requestsFor } from '../../../action/drill/probe/judge-answers.ts';

const SERVED: Answered = {
  status: 200,
  headers: { 'content-type': 'text/plain', 'x-target': 'blue-1' },
  body: 'served by blue-1\nat length',
  by: 'blue-1',
  tls: undefined,
  certificate: [],
};
const REFUSED: Answer = { refused: 'socket hang up' };
const REDIRECTED: Answered = { ...SERVED, status: 302, headers: { location: 'https://shop.example/' }, by: undefined };
const SECURE: Answered = { ...SERVED, tls: 'TLSv1.2', certificate: ['old.example', 'www.old.example'] };

const by = (name: string): Answered => ({ ...SERVED, by: name });
const many = (counts: Readonly<Record<string, number>>): readonly Answer[] =>
  Object.entries(counts).flatMap(([name, count]) => Array.from({ length: count }, () => by(name)));

describe('an answer that is as expected', () => {
  it.each<[string, ExpectedAnswer, readonly Answer[]]>([
    ['has the status', { status: 200 }, [SERVED]],
    ['comes from the target group', { by: 'blue' }, [SERVED, by('blue-2')]],
    ['comes from the target', { by: 'blue-1' }, [SERVED]],
    ['has the text in its body', { body: 'by blue-1\nat' }, [SERVED]],
    ['leads to the location', { status: 302, location: 'https://shop.example/' }, [REDIRECTED]],
    ['has the header', { headers: { 'content-type': 'text/plain' } }, [SERVED]],
    ['shows the certificate, by any of its names', { certificate: 'www.old.example', tls: 'TLSv1.2' }, [SECURE]],
    ['is none at all', { refused: true }, [REFUSED, REFUSED]],
    [
      'has its shares',
      { by: { blue: [40, 60], green: [40, 60] } },
      many({ 'blue-1': 30, 'blue-2': 30, 'green-1': 40 }),
    ],
    ['has shares of targets', { by: { 'blue-1': [40, 60], 'blue-2': [40, 60] } }, many({ 'blue-1': 60, 'blue-2': 40 })],
  ])('%s', (_, expected, answers) => {
    expect(differences(expected, answers)).toEqual([]);
  });
});

describe('an answer that is not as expected', () => {
  it.each<[string, ExpectedAnswer, readonly Answer[], string]>([
    ['of another status', { status: 503 }, [SERVED], 'expected status 503, got 200'],
    ['of another group', { by: 'green' }, [SERVED], 'expected an answer by green, got 200 by blue'],
    ['of another target of the group', { by: 'blue-2' }, [SERVED], 'expected an answer by blue-2, got 200 by blue-1'],
    ['of a group with a longer name', { by: 'blu' }, [SERVED], 'expected an answer by blu, got 200 by blue'],
    [
      'of the load balancer itself',
      { by: 'blue' },
      [REDIRECTED],
      'expected an answer by blue, got 302 to https://shop.example/',
    ],
    ['with another body', { body: 'closed' }, [SERVED], 'expected a body with "closed", got "served by blue-1"'],
    [
      'that leads elsewhere',
      { location: 'https://x.example/' },
      [REDIRECTED],
      'expected location https://x.example/, got https://shop.example/',
    ],
    [
      'that leads nowhere',
      { location: 'https://x.example/' },
      [SERVED],
      'expected location https://x.example/, got none',
    ],
    ['without the header', { headers: { 'retry-after': '60' } }, [SERVED], 'expected retry-after 60, got none'],
    ['over another version', { tls: 'TLSv1.3' }, [SECURE], 'expected TLS TLSv1.3, got TLSv1.2'],
    [
      'of another certificate',
      { certificate: 'new.example' },
      [SECURE],
      'expected the certificate of new.example, got that of old.example, www.old.example',
    ],
    ['where there should be none', { refused: true }, [SERVED], 'expected no connection, got 200 by blue'],
    ['that never came', { status: 200, by: 'blue' }, [REFUSED], 'expected 200 by blue, got no answer: socket hang up'],
    ['once in many', { by: 'blue' }, [SERVED, by('green-1'), SERVED], 'expected an answer by blue, got 200 by green'],
  ])('%s', (_, expected, answers, said) => {
    expect(differences(expected, answers)).toEqual([said]);
  });

  it('says of each share what it is', () => {
    const expected: ExpectedAnswer = { by: { blue: [100, 100], green: [0, 10] } };
    expect(differences(expected, many({ 'blue-1': 80, 'green-1': 20 }))).toEqual([
      'expected 100% of the answers by blue, got 80%',
      'expected 0-10% of the answers by green, got 20%',
    ]);
  });

  it('does not pass over answers of whom nobody named', () => {
    const expected: ExpectedAnswer = { by: { blue: [80, 100] } };
    expect(differences(expected, [...many({ 'blue-1': 90, 'green-1': 9 }), REDIRECTED])).toEqual([
      'expected no other answer, got 200 by green (90%), 302 to https://shop.example/ (10%)',
    ]);
  });

  it('does not take no answers for the right ones', () => {
    expect(differences({ by: { blue: [40, 60] } }, [])).toEqual(['expected 40-60% of the answers by blue, got 0%']);
  });
});

describe('a probe', () => {
  it('sends enough requests to be sure of shares, and more than one for anything', () => {
    expect(requestsFor({ by: { blue: [40, 60] } })).toBeGreaterThanOrEqual(100);
    expect(requestsFor({ status: 200 })).toBeGreaterThan(1);
  });

  it('tells alike answers once, and others with their shares', () => {
    expect(describeAll([SERVED, by('blue-2')])).toBe('200 by blue');
    expect(describeAll([SERVED, REFUSED, SERVED, SERVED])).toBe('200 by blue (75%), refused (25%)');
    expect(describeAll([SERVED, by('blue-2')], true)).toBe('200 by blue-1 (50%), 200 by blue-2 (50%)');
    expect(describeAll([SECURE])).toBe('200 by blue over TLSv1.2 of old.example, www.old.example');
  });
});
