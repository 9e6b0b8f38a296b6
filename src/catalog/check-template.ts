/** The text of a new check file: sound as it stands for a fact that is a number, and meant to be edited. */
export function checkTemplate({
  id,
  subject,
  fact,
}: {
  readonly id: string;
  readonly subject: string;
  readonly fact: string;
}): string {
  return `id: ${id}
title: The good condition, in one line
failTitle: The harm that its absence does, in one line
severity: medium
tiers: [require, recommend, recommend]
subject: ${subject}
expect:
  ${fact}: { minimum: { $param: minimum } }
params:
  minimum: { default: 2, means: "What the number is, and why people argue about it." }
why: What happens to users when it is not so.
fix: What to write where, to make it so.
references:
  - { framework: internal, title: The rule that this comes from }
examples:
  - pass: { ${fact}: 2 }
  - fail: { ${fact}: 1 }
  - fail:
      files:
        deploy.yaml: |
          apiVersion: apps/v1
          kind: Deployment
          metadata: { name: web }
          spec:
            replicas: 1
            selector: { matchLabels: { app: web } }
            template:
              metadata: { labels: { app: web } }
              spec: { containers: [{ name: web, image: "example.com/web:1.0.0" }] }
`;
}
