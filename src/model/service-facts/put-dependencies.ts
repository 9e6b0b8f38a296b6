import type { FactSheet } from '../fact-sheet.ts';
import { ofKind, type ServiceContext } from './service-context.ts';

const MOST_NAMED = 20;

/** What it says it needs, and what its manifests show that it reaches without saying so. */
export function putDependencies(sheet: FactSheet, { service, own, home, reaches }: ServiceContext): void {
  const declared = ofKind(own, 'dependency');
  const names = new Set([...declared.map(({ id }) => id), ...service.dependencies.map(({ name }) => name)]);
  const undeclared = reaches.filter(({ to, aliases }) => ![to, ...aliases].some((name) => names.has(name)));
  const [first] = undeclared;
  const place = first ? { locate: () => first.place } : home;
  sheet.put('dependencies', {}, home);
  sheet.put('dependencies.declared', declared.length, home);
  const hard = declared.filter(({ variants }) => variants.some(({ facts }) => facts['criticality'] === 'hard'));
  sheet.put('dependencies.hard', hard.length, home);
  sheet.put('dependencies.reached', [...new Set(reaches.map(({ to }) => to))].sort().slice(0, MOST_NAMED), home);
  sheet.put('dependencies.undeclared', [...new Set(undeclared.map(({ to }) => to))].sort().slice(0, MOST_NAMED), place);
}
