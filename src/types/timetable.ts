/** What a timetable comes to: how far apart its firings are, or why it would be refused. */
export type Timetable =
  | {
      /** The longest time between two firings that follow each other. */
      readonly worstGapSeconds: number;
      readonly firingsPerYear: number;
    }
  | { readonly problem: string };
