import { describe, expect, test } from 'vitest';
import { waiverStanding } from '../../src/evaluate/waiver-standing.ts';
import type { Check, Severity } from '../../src/types/check.ts';
import type { Waiver } from '../../src/types/override.ts';
import { makeCheck } from './make-check.ts';

const place = { file: '.orrery/waivers.yaml', line: 1, column: 1, exact: true, via: 'source' } as const;

function waiver(more: Partial<Waiver> = {}): Waiver {
  const people = { owner: 'shop-team', approver: 'amy' };
  const base = { kind: 'waiver', check: 'a/b', reason: 'r', ...people, expires: '2030-01-01', place } as const;
  return { ...base, created: '2026-01-01', ...more };
}

function standing(override: Waiver, today: string, more: Partial<Check> = {}, earlier: readonly Waiver[] = []) {
  const { check } = makeCheck({ id: 'a/b', ...more });
  return waiverStanding({ override, check, earlier, serviceOwner: 'group:shop' }, today);
}

describe('the longest life of a waiver, from the day it was made', () => {
  test.each<[Severity, string, string]>([
    ['critical', '2026-01-15', '2026-01-16'],
    ['high', '2026-04-01', '2026-04-02'],
    ['medium', '2026-06-30', '2026-07-01'],
    ['low', '2027-01-01', '2027-01-02'],
  ])('%s: until %s', (severity, last, after) => {
    expect(standing(waiver(), last, { severity })).toEqual({ is: 'holds' });
    expect(standing(waiver(), after, { severity })).toMatchObject({
      is: 'expired',
      why: expect.stringContaining(`until ${last}`),
    });
  });

  test('its own end comes first where it is sooner', () => {
    const short = waiver({ expires: '2026-01-10' });
    expect([standing(short, '2026-01-10').is, standing(short, '2026-01-11')]).toEqual(['holds', { is: 'expired' }]);
  });

  test('a later `created` than git knows makes it no younger, and an earlier one no older than it says', () => {
    const recorded = { by: 'amy', on: '2026-01-01', commit: 'c0ffee' };
    expect(standing(waiver({ created: '2026-06-01', recorded }), '2026-06-02')).toMatchObject({ is: 'expired' });
    const moved = waiver({ created: '2026-01-01', recorded: { ...recorded, on: '2026-06-01' } });
    expect(standing(moved, '2026-04-02')).toMatchObject({ is: 'expired' });
  });

  test('where nobody knows when it was made, it may end no later than the longest life from today', () => {
    const { created: _, ...undated } = waiver({ expires: '2026-04-01' });
    expect(standing(undated, '2026-01-01').is).toBe('holds');
    expect(standing(undated, '2025-12-31')).toMatchObject({
      is: 'refused',
      why: 'it does not say when it was `created`, and ends more than 90 days from now',
    });
  });
});

describe('who may approve', () => {
  test.each<[string, Partial<Waiver>, Partial<Check>, string]>([
    ['somebody else', {}, {}, 'holds'],
    ['the owner of the risk', { approver: '@Shop-Team' }, {}, 'refused'],
    ['the team that owns the service', { approver: 'shop' }, { severity: 'critical' }, 'refused'],
    ['the owner, where little is at stake', { approver: 'shop-team' }, { severity: 'medium' }, 'holds'],
    ['nobody', {}, { waivable: false }, 'refused'],
    ['somebody, for a day to come', { created: '2026-01-03' }, {}, 'refused'],
  ])('%s', (_, more, check, expected) => {
    expect(standing(waiver(more), '2026-01-02', check).is).toBe(expected);
  });

  test.each<[string, readonly string[], string, string]>([
    ['the first renewal by the same', ['amy'], 'amy', 'holds'],
    ['the second by the same', ['amy', 'amy'], 'amy', 'refused'],
    ['the second by another', ['amy', 'amy'], 'ben', 'holds'],
    ['the third by one who approved the first', ['amy', 'ben', 'ben'], '@amy', 'refused'],
  ])('%s', (_, before, approver, expected) => {
    const earlier = before.map((name) => waiver({ approver: name, created: '2025-01-01' }));
    expect(standing(waiver({ approver }), '2026-01-02', {}, earlier).is).toBe(expected);
  });
});
