import type { Deed } from './pipeline.ts';

/**
 * Command lines by what they do: a program, then words that follow it in this order; a word that begins with `-` stands
 * anywhere behind it.
 */
export const KNOWN_COMMANDS: { readonly [deed in Deed]?: string } = {
  test: `
    go test, gotestsum, ginkgo, pytest, py.test, python -m pytest, python -m unittest, tox, nox, npm test,
    npm t, npm run test, npm run unit, npm run test:unit, npm run test:ci, yarn test, yarn run test,
    yarn test:unit, yarn test:ci, pnpm test, pnpm run test, pnpm test:unit, bun test, jest, vitest, mocha,
    ava, karma start, ng test, node --test, deno test, nx test, turbo test, turbo run test, mvn test,
    mvn verify, mvn install, mvn package, gradle test, gradle check, gradle build, sbt test, cargo test,
    cargo nextest, dotnet test, rspec, rake test, rake spec, rails test, phpunit, pest, artisan test,
    composer test, mix test, ctest, bazel test, swift test, dart test, flutter test, lein test, stack test,
    cabal test, make test, make tests, make check, make unit-test, make unit-tests, make test-unit, make unit,
    task test, just test, manage.py test, helm unittest, promtool test, opa test, conftest verify,
    terraform test, bats`,
  'integration-test': `
    make integration-test, make integration-tests, make test-integration, make integration, make it,
    npm run test:integration, npm run integration, yarn test:integration, pnpm test:integration,
    pnpm run test:integration, task integration, ct install, ct lint-and-install, mvn failsafe:verify,
    go test -tags=integration, gradle integrationTest, helm test, testcontainers, container-structure-test`,
  'journey-test': `
    playwright test, cypress run, npm run test:e2e, npm run e2e, yarn test:e2e, yarn e2e, yarn cypress,
    pnpm test:e2e, pnpm run test:e2e, pnpm e2e, make e2e, make test-e2e, make e2e-test, ng e2e, wdio,
    testcafe, newman run, sonobuoy run`,
  'load-test': `
    k6 run, k6 cloud, artillery run, locust, jmeter, mvn gatling:test, gradle gatlingRun, vegeta`,
  lint: `
    golangci-lint, go vet, staticcheck, eslint, biome check, biome ci, biome lint, tsc, prettier,
    npm run lint, npm run typecheck, npm run type-check, npm run check, yarn lint, yarn typecheck, pnpm lint,
    pnpm run lint, pnpm typecheck, ruff, flake8, pylint, mypy, pyright, black --check, isort --check,
    cargo clippy, cargo fmt, rubocop, shellcheck, hadolint, yamllint, make lint, make vet, make verify,
    make fmt-check, task lint, just lint, pre-commit run, ktlint, detekt, mvn checkstyle:check,
    mvn spotless:check, gradle spotlessCheck, gradle ktlintCheck, dotnet format, phpstan, psalm, mix credo,
    sonar-scanner, semgrep, markdownlint, gofmt, buf lint, spectral lint, make verify-pre-commit, tflint`,
  'validate-manifests': `
    kubeconform, kubeval, kube-linter, kube-score, helm lint, helm template, ct lint, conftest test,
    ct lint-and-install, polaris audit, datree test, pluto detect-files, kustomize build, kyverno apply,
    kubectl kustomize, kubectl apply --dry-run, terraform validate, terraform plan, tflint, checkov, tfsec,
    cfn-lint, aws cloudformation validate-template, cdk synth, docker compose config, kyverno test,
    kubectl apply --dry-run=client, kubectl apply --dry-run=server, kubescape scan, kubevious guard,
    helm upgrade --dry-run, helm install --dry-run, orrery scan, skaffold render, flux build, promtool check, amtool check-config, gator test`,
  scan: `
    trivy, grype, snyk test, snyk container, npm audit, yarn audit, pnpm audit, govulncheck, docker scout,
    pip-audit, safety check, cargo audit, cargo deny, bundle-audit, bundler-audit, osv-scanner, gosec, bandit,
    mvn dependency-check:check, gradle dependencyCheckAnalyze, nancy, clair, make govulncheck,
    mvn org.owasp:dependency-check-maven:check, dotnet list --vulnerable, composer audit, brakeman`,
  'scan-secrets': `
    gitleaks, trufflehog, detect-secrets, git-secrets, ggshield, trivy --scanners=secret`,
  'coverage-gate': `
    pytest --cov-fail-under, coverage report --fail-under, nyc check-coverage, c8 check-coverage,
    nyc --check-coverage, c8 --check-coverage, mvn jacoco:check, gradle jacocoTestCoverageVerification,
    jest --coverageThreshold, go-test-coverage, cargo llvm-cov --fail-under-lines,
    cargo tarpaulin --fail-under`,
  'locked-install': `
    npm ci, yarn install --frozen-lockfile, yarn install --immutable, yarn --frozen-lockfile,
    yarn --immutable, pnpm install, pnpm i, bun install --frozen-lockfile, pip install --require-hashes,
    poetry install, pipenv sync, pipenv install --deploy, uv sync, cargo build --locked, bundle install,
    composer install, go mod download, go build, go test, dotnet restore --locked-mode, mix deps.get`,
  'build-image': `
    docker build, docker buildx build, docker buildx bake, docker push, podman build, buildah bud,
    buildah build, kaniko, executor --dockerfile, ko build, ko publish, pack build, skaffold build,
    gcloud builds submit, mvn jib:build, gradle jib, docker compose build, nerdctl build, img build,
    mvn spring-boot:build-image, gradle bootBuildImage, az acr build, make docker-build, make docker-push`,
  provenance: `
    cosign sign, cosign attest, gh attestation, notation sign, docker buildx build --provenance, witness run`,
  plan: `
    terraform plan, pulumi preview, cdk diff, terragrunt plan, aws cloudformation create-change-set`,
  apply: `
    terraform apply, terragrunt apply, pulumi up, cdk deploy, aws cloudformation deploy, sam deploy`,
  deploy: `
    kubectl apply, kubectl set image, kubectl replace, kubectl rollout restart, oc apply,
    oc rollout, helm upgrade, helm install, helmfile apply, helmfile sync, argocd app sync, kapp deploy,
    argocd app set, flux reconcile, kubectl argo rollouts set image, skaffold run, skaffold deploy,
    aws ecs update-service, aws lambda update-function-code, ecs-deploy, ecs deploy,
    aws deploy create-deployment, copilot deploy, copilot svc deploy, gcloud run deploy, gcloud app deploy,
    gcloud deploy releases create, gcloud functions deploy, az webapp deploy, az webapp deployment,
    az containerapp update, az containerapp up, az functionapp deployment, nomad job run, nomad run, cf push,
    serverless deploy, sls deploy, flyctl deploy, fly deploy, heroku container:release, railway up,
    kamal deploy, cap production deploy, docker stack deploy, docker service update, eb deploy,
    tanka apply, tk apply, kubecfg update, gcloud run services update, helm upgrade --wait,
    helm upgrade --atomic, helm upgrade --rollback-on-failure, helm install --wait, helm install --atomic,
    helmfile apply --wait, helmfile sync --wait, ansible-playbook deploy.yml,
    ansible-playbook deploy.yaml, wrangler deploy`,
  migrate: `
    flyway migrate, liquibase update, alembic upgrade, prisma migrate deploy, knex migrate:latest, dbmate up,
    dbmate migrate, migrate up, goose up, sql-migrate up, rails db:migrate, rake db:migrate,
    manage.py migrate, sequelize db:migrate, typeorm migration:run, artisan migrate, mvn flyway:migrate,
    gradle flywayMigrate, mvn liquibase:update, gradle update, atlas migrate apply, sqlx migrate run,
    diesel migration run, dotnet ef database update, mix ecto.migrate, flask db upgrade, drizzle-kit migrate,
    db-migrate up, npm run migrate, npm run db:migrate, yarn migrate, pnpm migrate, make migrate, bytebase`,
  verify: `
    helm test, curl --fail, curl -f, hurl, npm run smoke, npm run test:smoke, make smoke, yarn smoke,
    make smoke-test, make smoke-tests, pnpm smoke, newman run, playwright test, cypress run, k6 run,
    goss validate, grpcurl, grpc_health_probe, npm run test:e2e, make e2e, checkly test, pytest,
    yarn test:smoke, pnpm test:smoke, pnpm run smoke, pnpm run test:smoke, make test-smoke, task smoke`,
  wait: `
    kubectl rollout status, oc rollout status, argocd app wait, kubectl wait, aws ecs wait, kapp deploy,
    kubectl argo rollouts status, aws cloudformation wait, aws deploy wait, flux reconcile, argocd app sync,
    aws cloudformation deploy, gcloud run deploy, az webapp deploy, fly deploy, flyctl deploy, cf push,
    copilot deploy, serverless deploy, sls deploy, sam deploy, cdk deploy, gcloud app deploy, eb deploy,
    terraform apply, pulumi up, kamal deploy, skaffold run, nomad job run, nomad run, copilot svc deploy,
    helm upgrade --wait, helm upgrade --atomic, helm upgrade --rollback-on-failure, helm install --wait,
    helm install --atomic, helmfile apply --wait, helmfile sync --wait, ecs deploy, ecs-deploy`,
  rollback: `
    helm rollback, kubectl rollout undo, argocd app rollback, kubectl argo rollouts undo, oc rollback,
    kubectl argo rollouts abort, nomad job revert, cf rollback, gcloud run services update-traffic,
    oc rollout undo, heroku rollback, kamal rollback, aws deploy stop-deployment, flyctl releases rollback,
    make rollback, npm run rollback, docker service rollback, az webapp deployment slot swap,
    ecs-deploy --rollback, cap production deploy:rollback, gcloud deploy targets rollback, serverless rollback`,
  'test-cluster': `
    kind create cluster, k3d cluster create, minikube start, microk8s install, ct install, kind create,
    ct lint-and-install, tilt ci, vcluster create, k3s server, make kind, make kind-create, ctlptl create`,
};

/** Commands whose words are also those of a deed, and which do none of it. */
export const COMMANDS_WITHOUT_DEED = `
    helm plugin install, oc rollout history, oc rollout pause`;

/** Programs that neither test nor deploy nor check anything, so that a step made of them hides nothing. */
export const INERT_PROGRAMS = `
    echo, printf, cd, ls, cat, cp, mv, rm, mkdir, rmdir, ln, touch, tee, head, tail, sort, export, set, unset,
    source, ., true, false, exit, test, [, [[, sleep, date, pwd, env, grep, egrep, sed, awk, jq, yq, cut, tr,
    wc, diff, cmp, find, xargs, uniq, basename, dirname, read, local, declare, shift, return, break, continue,
    trap, wait, kill, ps, which, type, command, id, whoami, chmod, chown, tar, gzip, gunzip, unzip, zip,
    base64, sha256sum, md5sum, envsubst, git, gh, hub, glab, apt, apt-get, apk, yum, dnf, brew, snap, pip,
    gem, pipx, corepack, nvm, n, npm, yarn, pnpm, bun, go, cargo, rustup, docker, podman, crane, skopeo, oras,
    regctl, kubectl, helm, kustomize, kind, k3d, minikube, aws, gcloud, gsutil, az, terraform, vault, sops,
    openssl, gpg, ssh-keygen, ssh-keyscan, ssh-add, ssh-agent, nproc, df, free, uname, hostname, ip, dig,
    nslookup, ping, nc, systemctl, service, swapoff, mount, poetry, pipenv, uv, bundle, composer, dotnet,
    goreleaser, semantic-release, cosign, syft, twine, eval, mktemp, stat, seq, expr, let, if, then, fi, else,
    for, do, done, while, case, esac, helm-docs, codecov, coveralls, rsync, install, column, paste, comm,
    mapfile, readarray, stern, argocd, flux, skaffold, kompose, ko, java, mix, getent, groupadd, useradd,
    usermod`;
