const factors: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};
const longest = 64;

/** The number that a Kubernetes quantity stands for: `500m` is 0.5, `64Mi` is 67108864, `1e3` is 1000; undefined for anything else. */
export function parseQuantity(text: string | number): number | undefined {
  if (typeof text === 'number') return Number.isFinite(text) ? text : undefined;
  if (text.length > longest) return undefined;
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d+)|([numkMGTPE]i?|Ki))?$/.exec(text);
  if (!match) return undefined;
  const factor = factors[match[3] ?? ''];
  if (factor === undefined) return undefined;
  const amount = Number(`${match[1]}${match[2] ?? ''}`);
  // Dividing keeps decimal fractions exact: 100 * 0.001 is 0.1, but 3 * 0.001 is not 0.003.
  const value = factor < 1 ? amount / Math.round(1 / factor) : amount * factor;
  return Number.isFinite(value) ? value : undefined;
}
