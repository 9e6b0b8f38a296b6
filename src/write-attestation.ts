import { askMissing } from './ask-missing.ts';
import { type Problem, UserError } from './errors.ts';
import { dayAfter } from './lib/calendar.ts';
import { parsePairs } from './lib/parse-pairs.ts';
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
  const measured = readMeasured(request.measured);
  terminal?.output.write(`${check.title}.\nTo be stated: ${check.attest?.ask ?? ''}\n`);
  const questions = attestationQuestions({ ...context, today });
  const said = await askMissing('orrery attest', { questions, given, terminal });
  const { service, subject, statement, by, on, evidence, expires } = said;
  const entry = withoutUndefined({
    check: check.id,
    service,
    subject,
    statement,
    by,
    on,
    evidence,
    measured,
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

function readMeasured(values: readonly string[]): { readonly [name: string]: number | string } | undefined {
  const problems: Problem[] = [];
  const pairs = parsePairs({ flag: '--measured', values, shape: 'NAME=VALUE' }, problems);
  if (problems.length > 0) throw new UserError(problems);
  if (pairs.length === 0) return undefined;
  return Object.fromEntries(
    pairs.map(([name, value]) => [name, /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value]),
  );
}

interface Judging extends RecordContext {
  readonly today: string;
}

function judgeAttestation(override: Override, { check, config, today }: Judging): readonly Problem[] {
  if (override.kind !== 'attestation') return [];
  const { service, on, expires } = override;
  const unknown = service === undefined ? undefined : serviceProblem(config, service);
  const problems: Problem[] = unknown === undefined ? [] : [{ message: unknown }];
  const last = dayAfter(on, check.attest?.validForSeconds ?? 0);
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
