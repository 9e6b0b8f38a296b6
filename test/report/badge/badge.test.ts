import { describe, expect, test } from 'vitest';
import { badgeText } from '../../../src/report/badge/badge-text.ts';
import { renderBadgeJson } from '../../../src/report/badge/render-badge-json.ts';
import { renderBadgeSvg } from '../../../src/report/badge/render-badge-svg.ts';
import type { Gate } from '../../../src/types/review.ts';
import { elementsOf, readXml } from '../junit/read-xml.ts';
import { sampleReview, sampleService } from '../sample-review.ts';

const scored = (value: number, coverage: number) => sampleService({ score: { value, coverage } });

describe('the text', () => {
  test.each([
    ['one service', [scored(62.4, 0.849)], 'NO-GO 62/100, 84% known'],
    [
      'several services: the span, and the least coverage',
      [scored(90, 1), scored(62, 0.5)],
      'NO-GO 62 to 90/100, 50% known',
    ],
    ['nothing assessed', [sampleService({ score: { coverage: 0 } })], 'NO-GO'],
    ['no service', [], 'NO-GO'],
  ])('%s', (_name, services, message) => {
    expect(badgeText(sampleReview({ services }))).toEqual({ label: 'readiness', message });
  });
});

test.each([
  ['GO', 'brightgreen'],
  ['CONDITIONAL', 'yellow'],
  ['NO-GO', 'red'],
  ['NOT-ASSESSED', 'lightgrey'],
] as const)('the endpoint of %s is %s', (verdict: Gate, color) => {
  const badge = JSON.parse(renderBadgeJson(sampleReview({ gate: { verdict, reasons: [] } })));
  expect(badge).toEqual({ schemaVersion: 1, label: 'readiness', message: expect.any(String), color });
});

describe('the picture', () => {
  test('has a name for those who do not see it, and asks for nothing', () => {
    const review = sampleReview({ target: { name: '<script>&"\']]>' } });
    const root = readXml(renderBadgeSvg(review));
    const title = root.children.find(({ name }) => name === 'title')?.text;
    expect(title).toBe('<script>&"\']]>: readiness NO-GO 62/100, 84% known');
    expect(root.attributes.get('aria-label')).toBe(title);
    expect(root.attributes.get('role')).toBe('img');
    const names = new Set(elementsOf(root).flatMap(({ name, attributes }) => [name, ...attributes.keys()]));
    expect([...names].filter((name) => /^(?:style|script|href|xlink|image|use|on)/u.test(name))).toEqual([]);
  });

  test('the boxes hold their texts', () => {
    const elements = elementsOf(readXml(renderBadgeSvg(sampleReview())));
    const number = (index: number, name: string, attribute: string) =>
      Number(elements.filter((element) => element.name === name)[index]?.attributes.get(attribute) ?? 0);
    for (const index of [0, 1]) {
      const end = number(index, 'rect', 'x') + number(index, 'rect', 'width');
      expect(number(index, 'text', 'x') + number(index, 'text', 'textLength')).toBeLessThan(end);
    }
  });
});
