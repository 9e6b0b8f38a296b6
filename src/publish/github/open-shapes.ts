import type { ValidateFunction } from 'ajv';
import type { Shape } from './github.ts';

/** Whether data fits a shape. */
export type Shapes = (shape: Shape<unknown>) => (data: unknown) => boolean;

/** Compiles each shape once, when it is first used. */
export async function openShapes(): Promise<Shapes> {
  const { Ajv } = await import('ajv');
  const ajv = new Ajv({ strict: true, messages: false, logger: false });
  return ({ schema }) => {
    const validate = compiled.get(schema) ?? ajv.compile(schema);
    compiled.set(schema, validate);
    return (data) => validate(data) === true;
  };
}

const compiled = new WeakMap<object, ValidateFunction>();
