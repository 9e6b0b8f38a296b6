import { arrayOf, dig, stringOf } from '../../../lib/json.ts';
import type { Rule } from '../rules.ts';
import type { Alertmanager } from './alertmanager.ts';
import { matchersOf, matchRoute } from './match-route.ts';

/** The receivers that get an alert for certain, and those that may, depending on labels that its series bring. */
export interface Routed {
  readonly certain: readonly string[];
  readonly possible: readonly string[];
}

const MAX_DEPTH = 30;
const MAX_ROUTES = 5_000;

/** Sends an alert down the tree of routes as Alertmanager does: the first route that matches, and on where it says so. */
export function routeAlert({ route }: Pick<Alertmanager, 'route'>, rule: Pick<Rule, 'name' | 'labels'>): Routed {
  const labels = new Map([...rule.labels, ['alertname', rule.name]]);
  const certain = new Set<string>();
  const possible = new Set<string>();
  let visited = 0;
  const walk = (node: unknown, inherited: string, { isSure, depth }: { isSure: boolean; depth: number }): void => {
    visited += 1;
    const receiver = stringOf(dig(node, 'receiver')) ?? inherited;
    let isTaken = false;
    let maybeTaken = false;
    for (const child of depth < MAX_DEPTH && visited < MAX_ROUTES ? arrayOf(dig(node, 'routes')) : []) {
      const matches = matchRoute(matchersOf(child), labels);
      if (matches === false) continue;
      walk(child, receiver, { isSure: isSure && matches === true && !maybeTaken, depth: depth + 1 });
      const goesOn = dig(child, 'continue') === true;
      if (matches === true) isTaken = true;
      if (matches === true && !goesOn) break;
      // What stands behind a route that may have taken it is no longer sure.
      if (matches === undefined) maybeTaken = true;
    }
    if (!isTaken) (isSure && !maybeTaken ? certain : possible).add(receiver);
  };
  walk(route, '', { isSure: true, depth: 0 });
  return { certain: [...certain].filter((name) => name !== ''), possible: [...possible].filter((name) => name !== '') };
}
