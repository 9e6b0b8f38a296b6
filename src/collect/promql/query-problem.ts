/** What is wrong with an expression, and where in it. */
export class QueryProblem extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}
