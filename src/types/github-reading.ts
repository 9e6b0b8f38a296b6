/** All that reading settings needs of GitHub: one answer, held against the fields that are used. Throws where it is refused. */
export interface GithubReading {
  readonly read: <T>(
    route: string,
    parameters: { readonly [name: string]: unknown },
    shape: { readonly schema: object; readonly type?: T },
  ) => Promise<T>;
}
