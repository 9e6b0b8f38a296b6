/** An address that our own code put together, for the target of a link; empty where anything in it could end the link. */
export function markdownHref(address: string): string {
  return /^https?:\/\/[\w.:/%#~&=?+-]+$/u.test(address) ? address : '';
}
