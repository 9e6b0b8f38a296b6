import { type Answers, askMissing } from './ask-missing.ts';
import { type Problem, UserError } from './errors.ts';
import { dayAfter } from './lib/calendar.ts';
import { parsePairs } from './lib/parse-pairs.ts';
import { readMeasuredAmount, readTimedName, sameInOtherUnits } from './lib/timed-name.ts';
import { prepareRecord, type RecordContext, serviceProblem } from './prepare-record.ts';
import { type Recorded, recordOverride } from './record-override.ts';
import { attestationQuestions } from './record-questions.ts';
import type { Check } from './types/check.ts';
import type { Override } from './types/override.ts';
import { type WriteRequest, withoutUndefined } from './write-waiver.ts';

interface Lists {
  /** `rtoMinutes=42`. */
  readonly measured: readonly string[];
  readonly scope: readonly string[];
}

/** Asks for what is missing, and adds an attestation of a check to the file of attestations. Throws a `UserError`. */
export async function writeAttestation(id: string, request: WriteRequest & Lists): Promise<Recorded> {
  const { root, configFile, file, given, today, terminal, scope } = request;
  const context = await prepareRecord(id, { root, file: configFile });
  const { check, config } = context;
  refuseUnasked(check);
  const flagged = readMeasured(request.measured);
  terminal?.output.write(`${check.title}.\nTo be stated: ${check.attest?.ask ?? ''}\n`);
  const questions = attestationQuestions({ ...context, today }).filter(({ name }) => !isMeasured(name, flagged));
  const said = await askMissing('orrery attest', { questions, given, terminal });
  const { service, subject, statement, by, on, evidence, expires } = said;
  const measured = { ...flagged, ...timesSaid(check, said) };
  const entry = withoutUndefined({
    check: check.id,
    service,
    subject,
    statement,
    by,
    on,
    evidence,
    measured: Object.keys(measured).length === 0 ? undefined : measured,
    expires,
    scope: scope.length === 0 ? undefined : scope,
  });
  const judge = (override: Override) => judgeAttestation(override, { ...context, today });
  return recordOverride({ root, config, file, kind: 'attestation', entry, judge });
}

function refuseUnasked({ id, attest }: Check): void {
  if (attest) return;
  throw new UserError(`${id} asks nobody: it is judged by what the files say.`, {
    hint: `Mend what it finds, or accept it for a while with: orrery waive ${id}`,
  });
}

type Measured = { readonly [name: string]: number | string };

/** Whether a flag gave a measurement, in whatever unit. */
function isMeasured(name: string, flagged: Measured): boolean {
  return unitsOf(name).some((each) => Object.hasOwn(flagged, each));
}

/** What was typed for the times that the check holds against facts. */
function timesSaid({ attest }: Check, said: Answers): Measured {
  const names = Object.keys(attest?.within ?? {}).filter((name) => said[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, Number(said[name])]));
}

function unitsOf(name: string): readonly string[] {
  const timed = readTimedName(name);
  return timed ? sameInOtherUnits(timed).map((each) => each.name) : [];
}

function readMeasured(values: readonly string[]): Measured {
  const problems: Problem[] = [];
  const pairs = parsePairs({ flag: '--measured', values, shape: 'NAME=VALUE' }, problems);
  if (problems.length > 0) throw new UserError(problems);
  return Object.fromEntries(
    pairs.map(([name, value]) => [name, /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value]),
  );
}

interface Judging extends RecordContext {
  readonly today: string;
}

function judgeAttestation(override: Override, { check, config, today }: Judging): readonly Problem[] {
  if (override.kind !== 'attestation') return [];
  const { service, on, expires, measured = {} } = override;
  const unknown = service === undefined ? undefined : serviceProblem(config, service);
  const problems: Problem[] = unknown === undefined ? [] : [{ message: unknown }];
  const last = dayAfter(on, check.attest?.validForSeconds ?? 0);
  for (const name of Object.keys(check.attest?.within ?? {}).flatMap(unitsOf)) {
    const value = Object.hasOwn(measured, name) ? measured[name] : undefined;
    if (value === undefined || readMeasuredAmount(value) !== undefined) continue;
    problems.push({ message: `\`${name}\` is no time.`, hint: `Write a number: --measured ${name}=42.` });
  }
  if (on > today)
    problems.push({ message: `\`on\` (${on}) has not come.`, hint: 'State what was done, when it was done.' });
  if (last < today) {
    problems.push({ message: `A statement of ${on} held until ${last}.`, hint: 'Do it again, and state that.' });
  }
  if (expires !== undefined && expires > last) {
    problems.push({ message: `\`expires\` is ${expires}, and a statement of ${on} holds until ${last} at most.` });
  }
  return problems;
}
