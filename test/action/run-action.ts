import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { fillIn, holds } from './expressions.ts';
import { runStep, type StepRun } from './run-step.ts';

export interface ActionRequest {
  /** Where the action lies. */
  readonly root: string;
  readonly inputs: { readonly [name: string]: string };
  /** `github.token`. */
  readonly token: string;
  /** `github.action_ref`: the branch, the tag or the commit that the workflow names. */
  readonly ref: string;
  /** All that the steps see besides what a runner adds for each. */
  readonly environment: { readonly [name: string]: string };
  readonly temporary: string;
  readonly workspace: string;
  readonly onStart?: ((step: string, child: ChildProcess) => void) | undefined;
}

export interface ActionRun {
  readonly failed: boolean;
  /** By their ids; a step without one has its number. */
  readonly steps: ReadonlyMap<string, StepRun>;
  /** Other actions that it would have used, with what they are given. */
  readonly used: readonly { readonly uses: string; readonly with: unknown }[];
  readonly outputs: { readonly [name: string]: string };
  /** Of all steps. */
  readonly text: string;
  readonly summary: string;
}

interface Definition {
  readonly inputs: { readonly [name: string]: { readonly default?: string } };
  readonly outputs: { readonly [name: string]: { readonly value: string } };
  readonly runs: { readonly steps: readonly Step[] };
}

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: unknown;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: { readonly [name: string]: string };
}

/** Runs the steps of `action.yml` one after another, as GitHub's runner does for a composite action. */
export async function runAction(request: ActionRequest): Promise<ActionRun> {
  const definition = parse(readFileSync(join(request.root, 'action.yml'), 'utf8')) as Definition; // Our own file.
  const names = namesOf(definition, request);
  const steps = new Map<string, StepRun>();
  const used: { readonly uses: string; readonly with: unknown }[] = [];
  let failed = false;
  for (const [index, step] of definition.runs.steps.entries()) {
    if (!holds(step.if, names, failed)) continue;
    if (step.uses !== undefined) {
      used.push({ uses: step.uses, with: step.with });
      continue;
    }
    const id = step.id ?? String(index);
    const run = await runStep(stepRequest(step, id, { request, names }));
    steps.set(id, run);
    for (const [name, value] of run.outputs) names.set(`steps.${id}.outputs.${name}`, value);
    failed ||= run.failed;
  }
  const outputs = Object.entries(definition.outputs).map(([name, { value }]) => [name, fillIn(value, names)]);
  const all = [...steps.values()];
  return {
    failed,
    steps,
    used,
    outputs: Object.fromEntries(outputs),
    text: all.map(({ text }) => text).join(''),
    summary: all.map(({ summary }) => summary).join(''),
  };
}

function namesOf({ inputs }: Definition, request: ActionRequest): Map<string, string> {
  const unknown = Object.keys(request.inputs).filter((name) => !Object.hasOwn(inputs, name));
  if (unknown.length > 0) throw new Error(`No inputs of the action: ${unknown.join(', ')}`);
  const github = new Map([
    ['github.token', request.token],
    ['github.action_ref', request.ref],
  ]);
  const given = Object.entries(inputs).map(([name, { default: usual = '' }]): [string, string] => [
    `inputs.${name}`,
    request.inputs[name] ?? fillIn(usual, github),
  ]);
  return new Map([...github, ...given]);
}

interface Setting {
  readonly request: ActionRequest;
  readonly names: ReadonlyMap<string, string>;
}

function stepRequest(step: Step, id: string, { request, names }: Setting) {
  if (step.run === undefined || step.shell !== 'bash') throw new Error(`Step ${id} runs nothing with bash.`);
  const { root, temporary, workspace, environment, onStart } = request;
  const own = Object.entries(step.env ?? {}).map(([name, value]) => [name, fillIn(value, names)]);
  return {
    script: fillIn(step.run, names),
    environment: {
      ...environment,
      GITHUB_ACTION_PATH: root,
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: temporary,
      ...(Object.fromEntries(own) as { readonly [name: string]: string }), // Pairs of texts.
    },
    temporary,
    workspace,
    onStart: onStart && ((child: ChildProcess) => onStart(id, child)),
  };
}
