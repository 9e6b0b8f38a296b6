/** What GitHub says of a repository that no file in it can: a part that was refused says why. */
export interface RepositorySettings {
  readonly repository: string;
  readonly branch: string;
  readonly protection: Part<BranchProtection>;
  readonly environments: Part<readonly EnvironmentSettings[]>;
  readonly security: Part<SecuritySettings>;
  readonly codeownersErrors: Part<number>;
  readonly deployments: Part<readonly PastDeployment[]>;
}

/** What was read, or one clause on why it may not be. */
export type Part<Value> = { readonly value: Value } | { readonly refused: string };

/** What rulesets and classic protection together ask of the default branch. */
export interface BranchProtection {
  readonly pullRequest: boolean;
  readonly approvals: number;
  readonly dismissesStale: boolean;
  readonly codeOwners: boolean;
  readonly lastPush: boolean;
  readonly blocksForcePush: boolean;
  readonly blocksDeletion: boolean;
  readonly checks: readonly string[];
  /** Who may pass the rules by, as GitHub names them; absent where that may not be read. */
  readonly bypass?: readonly string[];
}

export interface EnvironmentSettings {
  readonly name: string;
  readonly reviewers: number;
  readonly preventsSelfReview: boolean;
  readonly waitMinutes: number;
}

export interface SecuritySettings {
  readonly secretScanning: boolean;
  readonly pushProtection: boolean;
}

/** A deployment to production, newest first. */
export interface PastDeployment {
  readonly sha: string;
  /** When it was made: ISO 8601. */
  readonly at: string;
  readonly succeeded: boolean;
  /** When the commit that it deployed was made. */
  readonly committedAt?: string;
}
