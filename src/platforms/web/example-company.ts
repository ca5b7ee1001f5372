/** A company to try things on, which the page offers to fill an empty playground with. */
export interface ExampleCompany {
  isOffered(): Promise<boolean>;
  /** Fills the playground; repeating it doubles nothing. */
  fill(): Promise<void>;
}

/** Where there is none. */
export const noCompany: ExampleCompany = { isOffered: async () => false, fill: async () => undefined };
