import { expect, test } from 'vitest';
import { comparePromises } from '../../src/config/compare-promises.ts';
import { repositoryService } from '../../src/lib/repository-service.ts';
import type { DependencyConfig, ObjectiveConfig, ServiceConfig } from '../../src/types/config.ts';

const place = { file: 'orrery.yaml', line: 1, column: 1, exact: true, via: 'source' } as const;
const objective: ObjectiveConfig = {
  name: 'availability',
  indicator: 'availability',
  target: 99.9,
  windowSeconds: 2_592_000,
};
const cards: DependencyConfig = { name: 'cards', criticality: 'hard', target: 99.95 };

function shop(promises: Partial<ServiceConfig>): ServiceConfig {
  return { ...repositoryService('shop'), ...promises };
}

test.each<[string, Partial<ServiceConfig>, Partial<ServiceConfig>, readonly (readonly [string, boolean])[]]>([
  ['nothing changes', { objectives: [objective] }, { objectives: [{ ...objective, place }] }, []],
  [
    'a target is lowered',
    { objectives: [objective] },
    { objectives: [{ ...objective, target: 99.5 }] },
    [['The objective availability of shop changes from 99.9% to 99.5%.', true]],
  ],
  [
    'a target is raised, and another objective goes',
    { objectives: [objective, { ...objective, name: 'late' }] },
    { objectives: [{ ...objective, target: 99.95 }] },
    [
      ['The objective availability of shop changes from 99.9% to 99.95%.', false],
      ['The objective late of shop is no longer declared.', true],
    ],
  ],
  [
    'the window is another',
    { objectives: [objective] },
    { objectives: [{ ...objective, windowSeconds: 604_800 }] },
    [['The objective availability of shop is stated differently.', true]],
  ],
  [
    'an objective and a dependency come',
    {},
    { objectives: [objective], dependencies: [cards] },
    [
      ['The objective availability of shop is declared.', false],
      ['The dependency of shop on cards is declared.', false],
    ],
  ],
  [
    'a dependency is called soft',
    { dependencies: [cards] },
    { dependencies: [{ ...cards, criticality: 'soft' }] },
    [['The dependency of shop on cards changes from hard to soft.', true]],
  ],
  [
    'a dependency is said to be better, and one to be worse',
    { dependencies: [cards, { name: 'mail', target: 99 }] },
    { dependencies: [{ ...cards, target: 99.99 }, { name: 'mail' }] },
    [
      ['The dependency of shop on cards is said to keep 99.99%, before 99.95%.', true],
      ['The dependency of shop on mail is said to keep nothing, before 99%.', false],
    ],
  ],
  [
    'a dependency goes',
    { dependencies: [cards] },
    {},
    [['The dependency of shop on cards is no longer declared.', true]],
  ],
  [
    'a reason is added',
    { dependencies: [cards] },
    { dependencies: [{ ...cards, reason: 'they alone charge cards' }] },
    [['The dependency of shop on cards is stated differently.', false]],
  ],
  [
    'the answer to incidents is said to be quicker',
    { response: { acknowledgeSeconds: 300 } },
    { response: { acknowledgeSeconds: 60 } },
    [['How fast shop answers incidents is stated differently.', true]],
  ],
])('%s', (_, before, after, said) => {
  expect(comparePromises(shop(before), shop(after))).toEqual(said);
});
