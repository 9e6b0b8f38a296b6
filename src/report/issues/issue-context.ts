/** Where a review was made, and what its repository keeps where: as far as issues show it. */
export interface IssueContext {
  /** `https://github.com/owner/name` where paths of the review are paths of the repository; no links without it. */
  readonly repositoryUrl?: string;
  /** The first file of waivers, and of attestations. */
  readonly waivers: string;
  readonly attestations: string;
}
