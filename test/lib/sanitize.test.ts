import { expect, test } from 'vitest';
import { plainText } from '../../src/lib/sanitize.ts';

const esc = String.fromCharCode(27);
const bell = String.fromCharCode(7);

test.each([
  ['ordinary text stays', 'replicas: 2', 'replicas: 2'],
  ['indentation stays', '    image: shop', '    image: shop'],
  ['other scripts and emoji stay', 'Größe 数 🚀', 'Größe 数 🚀'],
  ['colours go', `${esc}[31mred${esc}[0m`, 'red'],
  ['a terminal title goes', `${esc}]0;owned${bell}text`, 'text'],
  ['a hyperlink keeps its text', `${esc}]8;;https://evil.example${esc}\\click${esc}]8;;${esc}\\`, 'click'],
  ['a lone escape goes', `a${esc}`, 'a'],
  ['an eight-bit escape goes', 'a\u009b31mb', 'a31mb'],
  ['line breaks become spaces', 'a\r\nb\nc\u2028d', 'a b c d'],
  ['tabs become spaces', '\tx', ' x'],
  ['a carriage return cannot overwrite', 'fail\rpass', 'fail pass'],
  ['direction marks go', 'user\u202egnp.exe\u2066', 'usergnp.exe'],
  ['invisible characters go', 'pass\u200bword\ufeff\u00ad', 'password'],
  ['tag characters go', 'a\u{e0041}b', 'ab'],
  ['a broken character is replaced', 'a\ud800b', 'a\ufffdb'],
])('%s', (_name, text, wanted) => {
  expect(plainText(text)).toBe(wanted);
});

test('a long text is cut to exactly the length, whole characters only', () => {
  const cut = plainText('🚀'.repeat(600), 10);
  expect([...cut]).toHaveLength(10);
  expect(cut.endsWith('🚀…')).toBe(true);
});

test('a text of escapes only takes no time and leaves nothing', () => {
  expect(plainText(`${esc}[`.repeat(200_000))).not.toContain(esc);
});
