import { type Answers, askMissing, type Terminal } from './ask-missing.ts';
import type { Problem } from './errors.ts';
import { waiverStanding } from './evaluate/waiver-standing.ts';
import { prepareRecord, type RecordContext, serviceProblem } from './prepare-record.ts';
import { type Recorded, recordOverride } from './record-override.ts';
import { lastDayOfWaiver, waiverQuestions } from './record-questions.ts';
import type { Override, Waiver } from './types/override.ts';

export interface WriteRequest {
  readonly root: string;
  readonly configFile: string | undefined;
  readonly file: string | undefined;
  readonly given: Answers;
  readonly today: string;
  readonly terminal: Terminal | undefined;
}

/** Asks for what is missing, and adds a waiver of a check to the file of waivers. Throws a `UserError`. */
export async function writeWaiver(id: string, request: WriteRequest): Promise<Recorded> {
  const { root, configFile, file, given, today, terminal } = request;
  const context = await prepareRecord(id, { root, file: configFile });
  const { check, config } = context;
  const questions = waiverQuestions({ ...context, today });
  const said = await askMissing('orrery waive', { questions, given, terminal });
  const { service, subject, reason, compensating, owner, approver, expires, issue } = said;
  const entry = withoutUndefined({
    check: check.id,
    service,
    subject,
    reason,
    compensating,
    owner,
    approver,
    created: today,
    expires,
    issue,
  });
  const judge = (override: Override, others: readonly Override[]) =>
    judgeWaiver(override, others, { ...context, today });
  return recordOverride({ root, config, file, kind: 'waiver', entry, judge });
}

/** An entry without the keys that nobody answered. */
export function withoutUndefined(entry: { readonly [key: string]: unknown }): { readonly [key: string]: unknown } {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
}

interface Judging extends RecordContext {
  readonly today: string;
}

function judgeWaiver(
  override: Override,
  others: readonly Override[],
  { check, config, today }: Judging,
): readonly Problem[] {
  if (override.kind !== 'waiver') return [];
  const { service, subject, expires } = override;
  const unknown = service === undefined ? undefined : serviceProblem(config, service);
  const problems: Problem[] = unknown === undefined ? [] : [{ message: unknown }];
  const last = lastDayOfWaiver(check, today);
  if (expires < today) problems.push({ message: `\`expires\` (${expires}) has passed.` });
  if (expires > last) {
    const message = `A ${check.severity} risk may be accepted until ${last}; \`expires\` is ${expires}.`;
    problems.push({ message, hint: 'Renew it then, if it still has to be.' });
  }
  const earlier = others.filter(
    (one): one is Waiver =>
      one.kind === 'waiver' && one.check === check.id && one.service === service && one.subject === subject,
  );
  const serviceOwner = config.services.find(({ name }) => name === service)?.owner;
  const standing = waiverStanding({ override, check, earlier, serviceOwner }, today);
  if (standing.is === 'refused') {
    problems.push({ message: `This waiver would not count: ${standing.why}.`, hint: hintFor(check.waivable) });
  }
  return problems;
}

function hintFor(waivable: false | undefined): string {
  return waivable === false ? 'Mend what it finds.' : 'Let somebody else approve it.';
}
