/** A part of an article that an answer can cite. `text` is `body` without its markup, a block a line. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** Markdown, as written. */
  readonly body: string;
  readonly text: string;
}

/** What people ask when they mean an article, in everyday words. It is searched by them, and never shows them. */
export interface Ask {
  readonly text: string;
  /** The id of the section that answers it, where one does. */
  readonly section?: string;
}

/** What the desk knows about one subject. `version` counts up with every change of meaning, `updated` is YYYY-MM-DD. */
export interface Article {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly version: number;
  readonly updated: string;
  /** The words people use for the subject, beyond those in the title. */
  readonly keywords: readonly string[];
  readonly asks: readonly Ask[];
  readonly sections: readonly Section[];
}
