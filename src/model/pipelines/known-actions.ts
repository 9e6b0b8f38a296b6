import { startsByHand } from './deeds-of-command.ts';
import { listed } from './listed.ts';
import type { Deed } from './pipeline.ts';

/** Published actions by what they do. */
const ACTIONS: readonly (readonly [readonly Deed[], string])[] = [
  [
    ['scan'],
    `
    anchore/scan-action, aquasecurity/trivy-action, snyk/actions/docker, snyk/actions/golang,
    snyk/actions/node, snyk/actions/python, snyk/actions/maven, snyk/actions/gradle, docker/scout-action,
    actions/dependency-review-action, golang/govulncheck-action, google/osv-scanner-action,
    google/osv-scanner-action/osv-scanner-action, pypa/gh-action-pip-audit, rustsec/audit-check`,
  ],
  [
    ['lint', 'scan'],
    `
    github/codeql-action/analyze, securego/gosec`,
  ],
  [
    ['validate-manifests', 'scan'],
    `
    bridgecrewio/checkov-action, aquasecurity/tfsec-action`,
  ],
  [
    ['lint'],
    `
    returntocorp/semgrep-action, golangci/golangci-lint-action, dominikh/staticcheck-action,
    super-linter/super-linter, github/super-linter, oxsecurity/megalinter, astral-sh/ruff-action, psf/black,
    hadolint/hadolint-action, ludeeus/action-shellcheck, ibiqlik/action-yamllint,
    karancode/yamllint-github-action, pre-commit/action, sonarsource/sonarcloud-github-action,
    sonarsource/sonarqube-scan-action`,
  ],
  [
    ['scan-secrets'],
    `
    gitleaks/gitleaks-action, trufflesecurity/trufflehog, gitguardian/ggshield-action`,
  ],
  [
    ['validate-manifests'],
    `
    azure/k8s-lint, azure/k8s-bake, stackrox/kube-linter-action, instrumenta/conftest-action, kubevious/cli`,
  ],
  [
    ['journey-test'],
    `
    cypress-io/github-action`,
  ],
  [
    ['load-test', 'verify'],
    `
    grafana/k6-action, grafana/run-k6-action`,
  ],
  [
    ['load-test'],
    `
    artilleryio/action-cli`,
  ],
  [
    ['coverage-gate'],
    `
    vladopajic/go-test-coverage`,
  ],
  [
    ['build-image'],
    `
    docker/build-push-action, docker/bake-action, redhat-actions/buildah-build`,
  ],
  [
    ['provenance'],
    `
    actions/attest-build-provenance, actions/attest, actions/attest-sbom`,
  ],
  [
    ['test-cluster'],
    `
    helm/kind-action, engineerd/setup-kind, container-tools/kind-action, medyagh/setup-minikube,
    manusa/actions-setup-minikube, absaoss/k3d-action`,
  ],
  [
    ['deploy'],
    `
    azure/k8s-deploy, azure/webapps-deploy, azure/functions-action, azure/container-apps-deploy-action,
    azure/aci-deploy, aws-actions/amazon-ecs-deploy-task-definition, aws-actions/aws-lambda-deploy,
    google-github-actions/deploy-cloudrun, google-github-actions/deploy-appengine,
    google-github-actions/deploy-cloud-functions, google-github-actions/create-cloud-deploy-release,
    deliverybot/helm, bitovi/github-actions-deploy-eks-helm, akhileshns/heroku-deploy,
    einaregilsson/beanstalk-deploy`,
  ],
  [
    ['apply'],
    `
    aws-actions/aws-cloudformation-github-deploy, pulumi/actions`,
  ],
  [
    ['verify'],
    `
    jtalk/url-health-check-action`,
  ],
];
const BY_NAME: ReadonlyMap<string, readonly Deed[]> = new Map(
  ACTIONS.flatMap(([deeds, names]) => listed(names).map((name) => [name, deeds] as const)),
);

/** Actions that prepare, carry or report, and do nothing that absence is concluded of. */
const INERT = new Set(
  listed(`
    actions/checkout, actions/cache, actions/cache/restore, actions/cache/save, actions/upload-artifact,
    actions/download-artifact, actions/stale, actions/labeler, actions/configure-pages, actions/deploy-pages,
    actions/upload-pages-artifact, actions/create-github-app-token, actions/first-interaction,
    actions/create-release, docker/login-action, docker/setup-buildx-action, docker/setup-qemu-action,
    docker/metadata-action, aws-actions/configure-aws-credentials, aws-actions/amazon-ecr-login,
    google-github-actions/auth, azure/login, google-github-actions/setup-gcloud,
    google-github-actions/get-gke-credentials, azure/setup-helm, azure/aks-set-context, azure/setup-kubectl,
    azure/docker-login, azure/k8s-set-context, hashicorp/setup-terraform, helm/chart-testing-action,
    aws-actions/amazon-ecs-render-task-definition, hashicorp/vault-action, opentofu/setup-opentofu,
    azure/use-kubelogin, pnpm/action-setup, gradle/actions/setup-gradle, gradle/wrapper-validation-action,
    ruby/setup-ruby, step-security/harden-runner, astral-sh/setup-uv, oven-sh/setup-bun, denoland/setup-deno,
    dtolnay/rust-toolchain, swatinem/rust-cache, actions-rs/toolchain, shivammathur/setup-php,
    erlef/setup-beam, subosito/flutter-action, arduino/setup-task, codecov/codecov-action,
    coverallsapp/github-action, github/codeql-action/init, github/codeql-action/autobuild,
    github/codeql-action/upload-sarif, ossf/scorecard-action, dorny/paths-filter, dorny/test-reporter,
    tj-actions/changed-files, sigstore/cosign-installer, anchore/sbom-action, softprops/action-gh-release,
    ncipollo/release-action, goreleaser/goreleaser-action, peaceiris/actions-gh-pages,
    helm/chart-releaser-action, slackapi/slack-github-action, 8398a7/action-slack, rtcamp/action-slack-notify,
    peter-evans/create-pull-request, stefanzweifel/git-auto-commit-action,
    peter-evans/create-or-update-comment, marocchino/sticky-pull-request-comment,
    amannn/action-semantic-pull-request, imjohnbo/issue-bot, dessant/lock-threads, codelytv/pr-size-labeler,
    renovatebot/github-action, jlumbroso/free-disk-space, imranismail/setup-kustomize, webfactory/ssh-agent,
    google-github-actions/release-please-action, googleapis/release-please-action, fluxcd/flux2/action,
    fluxcd/pkg/actions/kubectl, fluxcd/pkg/actions/yq, fluxcd/pkg/actions/kubeconform,
    clowdhaus/terraform-composite-actions/directories, yokawasa/action-setup-kube-tools, mikefarah/yq,
    nick-fields/retry, cycjimmy/semantic-release-action, bufbuild/buf-setup-action, gacts/gitleaks,
    superfly/flyctl-actions/setup-flyctl, biomejs/setup-biome`),
);

interface Action {
  readonly deeds: readonly Deed[];
  /** It may do anything that we do not see. */
  readonly opaque: boolean;
}

/** What an action does, by its name without the version. What `with:` says decides where it can be used in two ways. */
export function deedsOfAction(name: string, given: ReadonlyMap<string, string>): Action {
  const action = name.toLowerCase();
  const deeds = BY_NAME.get(action);
  if (deeds) return { deeds: adapted(action, deeds, given), opaque: false };
  const credential = credentialOf(action, given);
  if (credential) return { deeds: [credential], opaque: false };
  if (action === 'appleboy/ssh-action' && startsByHand(given.get('script') ?? '')) {
    return { deeds: ['remote-shell'], opaque: false };
  }
  if (action === 'cloudflare/wrangler-action') return { deeds: ['deploy'], opaque: false };
  return { deeds: [], opaque: !INERT.has(action) && !/^actions\/setup-[\w-]+$/.test(action) };
}

function adapted(action: string, deeds: readonly Deed[], given: ReadonlyMap<string, string>): readonly Deed[] {
  const scanners = given.get('scanners') ?? given.get('security-checks') ?? '';
  if (action === 'aquasecurity/trivy-action' && scanners.includes('secret')) return [...deeds, 'scan-secrets'];
  if (action === 'pulumi/actions' && given.get('command') !== 'up') return ['plan'];
  return deeds;
}

/** Signing in to a cloud: by an identity that the platform vouches for, or by a key that somebody copied. */
function credentialOf(action: string, given: ReadonlyMap<string, string>): Deed | undefined {
  const has = (key: string): boolean => given.has(key);
  if (action === 'aws-actions/configure-aws-credentials') {
    if (has('aws-access-key-id')) return 'static-credentials';
    return has('role-to-assume') ? 'workload-identity' : undefined;
  }
  if (action === 'google-github-actions/auth') {
    if (has('credentials_json')) return 'static-credentials';
    return has('workload_identity_provider') ? 'workload-identity' : undefined;
  }
  if (action === 'azure/login') {
    if (has('creds')) return 'static-credentials';
    return has('client-id') ? 'workload-identity' : undefined;
  }
  return action === 'azure/k8s-set-context' && has('kubeconfig') ? 'static-credentials' : undefined;
}
