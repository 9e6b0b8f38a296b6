/** The first of ever shorter texts that fits; the last one where none does. Shortening rarely saves nothing. */
export function fitBytes(count: number, maxBytes: number, render: (step: number) => string): string {
  const whole = render(0);
  if (byteLength(whole) <= maxBytes) return whole;
  let low = 1;
  let high = Math.max(1, count - 1);
  let best: string | undefined;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const text = render(middle);
    if (byteLength(text) <= maxBytes) {
      best = text;
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return best !== undefined && low === high && byteLength(best) <= maxBytes ? best : render(high);
}

function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
