import { describe, expect, it } from 'vitest';
import { anchorsIn } from '../../../src/collect/markdown/heading-anchor.ts';

describe('anchorsIn', () => {
  it.each<[string, readonly string[]]>([
    ['# One two', ['one-two']],
    ['## `kubectl` & co.', ['kubectl--co']],
    ['# A\n# A', ['a', 'a-1']],
    ['Title\n=====', ['title']],
    ['```\n# no\n```\n# yes', ['no', 'yes']],
    ['<a name="here"></a>', ['here']],
    ['# Named {#short}', ['named', 'short']],
    ['# [Link](http://x)', ['link']],
    ['\n---\n', []],
    ['#none', []],
  ])('%j', (text, anchors) => {
    expect([...anchorsIn(text)].sort()).toEqual([...anchors].sort());
  });
});
