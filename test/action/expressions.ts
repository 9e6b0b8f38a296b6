/** What expressions of an action can name, as `inputs.path`; a name that is not here fails the test. */
export type Names = ReadonlyMap<string, string>;

const expressions = /\$\{\{(.*?)\}\}/gs;
const path = /^(?:inputs|github|steps)(?:\.[\w-]+)+$/;

/** A text with `${{ name }}` filled in. An output that no step has set is empty; every other name must be known. */
export function fillIn(text: string, names: Names): string {
  if (text.replaceAll(expressions, '').includes('${{')) throw new Error(`An expression is not closed: ${text}`);
  return text.replaceAll(expressions, (_all, expression: string) => lookUp(expression.trim(), names));
}

/** Whether a step runs: conditions joined by `&&`. Without a function of its own, `if` means after success only. */
export function holds(condition: string | undefined, names: Names, failed: boolean): boolean {
  if (condition === undefined) return !failed;
  const bare = /^\$\{\{(.*)\}\}$/s.exec(condition)?.[1] ?? condition;
  const parts = bare.split('&&').map((part) => part.trim());
  const status = parts.filter((part) => Object.hasOwn(functions, part));
  const known = status.length > 0 ? status : ['success()'];
  const others = parts.filter((part) => !Object.hasOwn(functions, part));
  return known.every((name) => functions[name]?.(failed)) && others.every((part) => compares(part, names));
}

const functions: { readonly [call: string]: (failed: boolean) => boolean } = {
  'success()': (failed) => !failed,
  'failure()': (failed) => failed,
  'always()': () => true,
};

function compares(expression: string, names: Names): boolean {
  const [, name = '', operator, literal] = /^(\S+) (==|!=) '([^']*)'$/.exec(expression) ?? [];
  if (operator === undefined || literal === undefined) throw new Error(`An unknown expression: ${expression}`);
  // GitHub compares texts without regard to case: docs.github.com, "Evaluate expressions in workflows", operators.
  const isSame = lookUp(name, names).toLowerCase() === literal.toLowerCase();
  return isSame === (operator === '==');
}

function lookUp(name: string, names: Names): string {
  if (!path.test(name)) throw new Error(`An unknown expression: ${name}`);
  const value = names.get(name);
  if (value === undefined && !/^steps\.[\w-]+\.outputs\.[\w-]+$/.test(name)) throw new Error(`Unknown: ${name}`);
  return value ?? '';
}
