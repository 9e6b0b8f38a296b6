interface Scope {
  readonly check: string;
  readonly service: string;
  readonly subject?: string;
}

/** An entry of the file of waivers, to be filled in. */
export function waiverLines(scope: Scope): readonly string[] {
  return [
    ...scopeLines(scope),
    '  reason: Why this risk is acceptable for now',
    '  owner: the team that carries it',
    '  approver: who accepts it',
    '  expires: YYYY-MM-DD',
  ];
}

/** An entry of the file of attestations, to be filled in. */
export function attestationLines(scope: Scope): readonly string[] {
  return [...scopeLines(scope), '  by: who did or saw it', '  on: YYYY-MM-DD', '  evidence: Where that can be seen'];
}

function scopeLines({ check, service, subject }: Scope): readonly string[] {
  return [
    `- check: ${scalar(check)}`,
    `  service: ${scalar(service)}`,
    ...(subject === undefined ? [] : [`  subject: ${scalar(subject)}`]),
  ];
}

/** JSON is YAML; a plain name needs no quotes. */
function scalar(text: string): string {
  const short = text.slice(0, 200).toWellFormed();
  const isPlain =
    /^[a-z][a-z0-9]*(?:[-/._][a-z0-9]+)*$/iu.test(short) && !/^(?:y|n|yes|no|on|off|true|false|null)$/iu.test(short);
  return isPlain ? short : JSON.stringify(short);
}
