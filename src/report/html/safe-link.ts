/** A reference's address where a reader may follow it: only http and https, without credentials. */
export function safeLink(url: string | undefined): { readonly href: string; readonly host: string } | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { protocol, href, host, username, password } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  return username || password ? undefined : { href, host };
}
