/** How many of a list a page leaves out, as the member that its template shows; nothing where it shows all. */
export function left(name: string, total: number, shown: number): { readonly [name: string]: number } {
  return total > shown ? { [name]: total - shown } : {};
}
