interface Shape<T> {
  readonly schema: object;
  readonly type?: T;
}

const text = { type: 'string', maxLength: 300 };
const flag = { type: 'boolean' };
const whole = { type: 'integer' };

function object(required: readonly string[], properties: object): object {
  return { type: 'object', required, properties };
}

function list(items: object): object {
  return { type: 'array', maxItems: 1000, items };
}

interface Enabled {
  readonly status?: string;
}

export interface AboutRepository {
  readonly default_branch: string;
  readonly security_and_analysis?: {
    readonly secret_scanning?: Enabled;
    readonly secret_scanning_push_protection?: Enabled;
  } | null;
}

const enabled = object([], { status: text });
export const aboutRepository: Shape<AboutRepository> = {
  schema: object(['default_branch'], {
    default_branch: text,
    security_and_analysis: {
      type: ['object', 'null'],
      properties: { secret_scanning: enabled, secret_scanning_push_protection: enabled },
    },
  }),
};

export const aboutBranch: Shape<{ readonly protected: boolean }> = {
  schema: object(['protected'], { protected: flag }),
};

export interface Rule {
  readonly type: string;
  readonly parameters?: {
    readonly required_approving_review_count?: number;
    readonly dismiss_stale_reviews_on_push?: boolean;
    readonly require_code_owner_review?: boolean;
    readonly require_last_push_approval?: boolean;
    readonly required_status_checks?: readonly { readonly context: string }[];
  };
}

const contexts = list(object(['context'], { context: text }));
export const branchRules: Shape<readonly Rule[]> = {
  schema: list(
    object(['type'], {
      type: text,
      parameters: object([], {
        required_approving_review_count: whole,
        dismiss_stale_reviews_on_push: flag,
        require_code_owner_review: flag,
        require_last_push_approval: flag,
        required_status_checks: contexts,
      }),
    }),
  ),
};

export interface ClassicProtection {
  readonly required_pull_request_reviews?: {
    readonly required_approving_review_count?: number;
    readonly dismiss_stale_reviews?: boolean;
    readonly require_code_owner_reviews?: boolean;
    readonly require_last_push_approval?: boolean;
  };
  readonly required_status_checks?: { readonly contexts?: readonly string[] } | null;
  readonly enforce_admins?: { readonly enabled: boolean };
  readonly allow_force_pushes?: { readonly enabled: boolean };
  readonly allow_deletions?: { readonly enabled: boolean };
}

const onOff = object(['enabled'], { enabled: flag });
export const classicProtection: Shape<ClassicProtection> = {
  schema: object([], {
    required_pull_request_reviews: object([], {
      required_approving_review_count: whole,
      dismiss_stale_reviews: flag,
      require_code_owner_reviews: flag,
      require_last_push_approval: flag,
    }),
    required_status_checks: { type: ['object', 'null'], properties: { contexts: list(text) } },
    enforce_admins: onOff,
    allow_force_pushes: onOff,
    allow_deletions: onOff,
  }),
};

export interface Environments {
  readonly environments?: readonly {
    readonly name: string;
    readonly protection_rules?: readonly {
      readonly type: string;
      readonly wait_timer?: number;
      readonly prevent_self_review?: boolean;
      readonly reviewers?: readonly unknown[];
    }[];
  }[];
}

export const environments: Shape<Environments> = {
  schema: object([], {
    environments: list(
      object(['name'], {
        name: text,
        protection_rules: list(
          object(['type'], { type: text, wait_timer: whole, prevent_self_review: flag, reviewers: list({}) }),
        ),
      }),
    ),
  }),
};

export const codeownersErrors: Shape<{ readonly errors: readonly unknown[] }> = {
  schema: object(['errors'], { errors: list({}) }),
};

export interface Deployment {
  readonly id: number;
  readonly sha: string;
  readonly created_at: string;
}

export const deployments: Shape<readonly Deployment[]> = {
  schema: list(object(['id', 'sha', 'created_at'], { id: whole, sha: text, created_at: text })),
};

interface Commit {
  readonly commit: { readonly committer?: { readonly date?: string } | null };
}

export const commitDate: Shape<Commit> = {
  schema: object(['commit'], {
    commit: object([], { committer: { type: ['object', 'null'], properties: { date: text } } }),
  }),
};

export const statuses: Shape<readonly { readonly state: string }[]> = {
  schema: list(object(['state'], { state: text })),
};
