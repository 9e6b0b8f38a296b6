export interface KeyValue {
  readonly key: string;
  readonly value: string;
}

const STATEMENT = /^([\p{L}][\p{L}\p{N} /()-]{1,39}?)\s?:\s+(\S.{0,300})$/u;

/** `Date: 2026-03-04. Status: accepted.` says two things; a sentence that is no such pair says none. */
export function statementsIn(text: string): readonly KeyValue[] {
  return text
    .slice(0, 2_000)
    .split(/\n|(?<=[^\s.])\.\s+(?=\p{Lu})/u)
    .flatMap((sentence) => {
      const [, key, value] = STATEMENT.exec(sentence.trim()) ?? [];
      return key === undefined || value === undefined
        ? []
        : [{ key: key.trim().toLowerCase(), value: value.trim().replace(/\.$/, '') }];
    });
}
