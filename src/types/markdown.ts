/** What a Markdown file says: `data` of its document. Text is without markup, comments and code fences. */
export interface MarkdownData {
  /** The first heading of the first level, else `title` of the front matter. */
  readonly title?: string;
  readonly frontMatter: { readonly [key: string]: unknown };
  /** In order; the first is what stands before any heading, at depth 0. */
  readonly sections: readonly MarkdownSection[];
  readonly links: readonly MarkdownLink[];
  readonly commands: readonly MarkdownCode[];
  readonly tables: readonly MarkdownTable[];
  readonly items: readonly MarkdownItem[];
  /** `Service: checkout`, wherever a sentence, a list item or a table row is of that form. */
  readonly statements: readonly Statement[];
  /** Quotes and paragraphs, for what is said beside a command. */
  readonly blocks: readonly MarkdownBlock[];
}

/** What a heading opens, up to the next heading of any level. */
export interface MarkdownSection {
  readonly depth: number;
  readonly heading: string;
  readonly anchor: string;
  readonly line: number;
  /** Of paragraphs, list items and tables. */
  readonly words: number;
}

interface InSection {
  readonly section: number;
  readonly line: number;
}

export interface MarkdownLink extends InSection {
  readonly url: string;
  readonly text: string;
}

export interface MarkdownCode extends InSection {
  readonly text: string;
  readonly isInline: boolean;
  /** As the fence says; empty where it says nothing, and for inline code. */
  readonly language: string;
}

export interface MarkdownTable extends InSection {
  readonly header: readonly string[];
  readonly rows: readonly { readonly cells: readonly string[]; readonly line: number }[];
}

export interface MarkdownItem extends InSection {
  readonly text: string;
  readonly isStep: boolean;
  /** Of a check box. */
  readonly done?: boolean;
}

export interface Statement extends InSection {
  readonly key: string;
  readonly value: string;
}

export interface MarkdownBlock extends InSection {
  readonly text: string;
  readonly endLine: number;
  readonly isQuote: boolean;
}

/** What documents point to, as far as that depends on other files and on history: `data` of the one document of format `surroundings`. */
export interface DocumentSurroundings {
  /** By the file of the document: links that lead nowhere, as positions in its `links`. */
  readonly broken: { readonly [file: string]: readonly { readonly link: number; readonly why: string }[] };
  /** By path; absent where git does not tell. */
  readonly history: { readonly [path: string]: PathHistory };
}

/** What git says of a path up to the commit that is reviewed. */
export interface PathHistory {
  /** The day in UTC of the last commit to it. */
  readonly changedOn: string;
  /** How many people have changed it. */
  readonly authors: number;
}
