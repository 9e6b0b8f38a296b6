/** Numbers from 0 to 1 that are the same in every run. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What a manifest may hold where it should hold something else. */
const STRANGE: readonly (() => unknown)[] = [
  () => null,
  () => '',
  () => 'x'.repeat(10_000),
  () => '${PLACEHOLDER}',
  () => '{{ .Values.x }}',
  () => '100%',
  () => '-1%',
  () => 0,
  () => -1,
  () => 1.5,
  () => 1e308,
  () => Number.POSITIVE_INFINITY,
  () => Number.NaN,
  () => true,
  () => [],
  () => ({}),
  () => [[[]]],
  () => [null],
  () => ({ toString: 1, valueOf: 1, $unknown: 'x' }),
  () => ['a', 1, null, { name: {} }],
  () => JSON.parse('{"__proto__": {"name": "x"}, "constructor": 1, "length": 3}'),
  () => '__proto__',
];

type Node = { [key: string]: unknown };

/** A deep copy with some nodes deleted, replaced, or swapped for another part of the same manifest. */
export function mutated(data: unknown, random: () => number): unknown {
  const root: Node = { data: structuredClone(data) };
  for (let count = 1 + Math.floor(random() * 4); count > 0; count -= 1) {
    const spots = spotsOf(root);
    const [node, key] = spots[Math.floor(random() * spots.length)] ?? [root, 'data'];
    const [otherNode, otherKey] = spots[Math.floor(random() * spots.length)] ?? [root, 'data'];
    const choice = random();
    if (choice < 0.25) remove(node, key);
    else if (choice < 0.4) node[key] = structuredClone(otherNode[otherKey]);
    else node[key] = STRANGE[Math.floor(random() * STRANGE.length)]?.();
  }
  return root['data'];
}

function remove(node: Node, key: string): void {
  if (Array.isArray(node)) node.splice(Number(key), 1);
  else delete node[key];
}

function spotsOf(node: unknown): readonly (readonly [Node, string])[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.keys(node).flatMap((key) => [[node as Node, key] as const, ...spotsOf((node as Node)[key])]);
}
