import { elementsOf, readXml, type XmlElement } from './read-xml.ts';

interface Rule {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly children: readonly string[];
  readonly text?: boolean;
}

/** What the readers of JUnit XML have in common: Ant's format as Jenkins, GitLab and Azure take it. */
const rules: { readonly [element: string]: Rule } = {
  testsuites: { required: [], optional: ['name', 'tests', 'failures', 'errors', 'time'], children: ['testsuite'] },
  testsuite: {
    required: ['name', 'tests'],
    optional: ['failures', 'errors', 'skipped', 'time', 'timestamp'],
    children: ['properties', 'testcase'],
  },
  properties: { required: [], optional: [], children: ['property'] },
  property: { required: ['name', 'value'], optional: [], children: [] },
  testcase: { required: ['name', 'classname'], optional: ['time'], children: ['skipped', 'error', 'failure'] },
  skipped: { required: [], optional: ['message'], children: [] },
  error: { required: [], optional: ['message', 'type'], children: [], text: true },
  failure: { required: [], optional: ['message', 'type'], children: [], text: true },
};

const counted = ['tests', 'failures', 'errors', 'skipped', 'time'];

/** What is wrong with a JUnit file; throws where it is no XML. */
export function junitProblems(text: string): readonly string[] {
  const root = readXml(text);
  if (root.name !== 'testsuites') return [`The root is ${root.name}`];
  return elementsOf(root).flatMap(elementProblems);
}

function elementProblems(element: XmlElement): readonly string[] {
  const rule = rules[element.name];
  if (!rule) return [`An element ${element.name}`];
  const names = [...element.attributes.keys()];
  return [
    ...rule.required.filter((name) => !names.includes(name)).map((name) => `${element.name} without ${name}`),
    ...names.filter((name) => ![...rule.required, ...rule.optional].includes(name)),
    ...element.children.map(({ name }) => name).filter((name) => !rule.children.includes(name)),
    ...(rule.text || element.text.trim() === '' ? [] : [`Text in ${element.name}`]),
    ...[...element.attributes].filter(([name, value]) => counted.includes(name) && !/^\d+$/u.test(value)).join(),
    ...(element.name === 'testsuite' ? suiteProblems(element) : []),
    ...(element.name === 'testcase' && element.children.length > 1 ? ['Two outcomes'] : []),
  ];
}

function suiteProblems(suite: XmlElement): readonly string[] {
  const cases = suite.children.filter(({ name }) => name === 'testcase');
  const outcomes = cases.flatMap(({ children }) => children.map(({ name }) => name));
  const counts = [
    ['tests', cases.length],
    ['failures', outcomes.filter((name) => name === 'failure').length],
    ['errors', outcomes.filter((name) => name === 'error').length],
    ['skipped', outcomes.filter((name) => name === 'skipped').length],
  ] as const;
  const wrong = counts.filter(([name, count]) => suite.attributes.get(name) !== String(count));
  return wrong.map(([name, count]) => `${name} is not ${count}`);
}
