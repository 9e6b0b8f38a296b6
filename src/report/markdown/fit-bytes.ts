/** The first of `count` ever shorter texts that fits, found by halving; the last one where none does. */
export function fitBytes(count: number, maxBytes: number, render: (step: number) => string): string {
  const whole = render(0);
  if (fits(whole, maxBytes)) return whole;
  let low = 1;
  let high = count - 1;
  let best: string | undefined;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const text = render(middle);
    if (fits(text, maxBytes)) {
      best = text;
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return best ?? render(high);
}

function fits(text: string, maxBytes: number): boolean {
  return Buffer.byteLength(text, 'utf8') <= maxBytes;
}
