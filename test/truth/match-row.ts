import type { Measured } from '../../src/types/finding.ts';
import type { Disagreement, Mapped, Mapping, OutOfScope } from './read-mapping.ts';
import type { Row } from './read-rows.ts';

/** How the table maps a row, and what it says that we say. */
export interface Match {
  readonly as: 'agree' | 'narrower' | 'different' | 'out-of-scope' | 'unmapped';
  readonly weSay?: Measured;
}

const AGREED: { readonly [expectation in Row['expect']]: Measured } = {
  pass: 'pass',
  fail: 'fail',
  skip: 'not-applicable',
};

export function matchRow(row: Row, { checks }: Mapping): Match {
  const mapped = checks[peerCheckOf(row)];
  if (!mapped) return { as: 'unmapped' };
  if (isOutOfScope(mapped)) return { as: 'out-of-scope' };
  const disagreement = mapped.disagreements?.find((candidate) => isAbout(candidate, row));
  if (disagreement) return { as: disagreement.as, weSay: disagreement.weSay };
  const isAbsent = row.expect === 'pass' && mapped.passByAbsence?.includes(row.file);
  return { as: 'agree', weSay: isAbsent ? 'not-applicable' : AGREED[row.expect] };
}

/** A disagreement that is none, or a case of more that we judge in the name of fewer. */
export function isMisnamed(row: Row, { as, weSay }: Match): boolean {
  if (as !== 'narrower' && as !== 'different') return false;
  return weSay === AGREED[row.expect] || (as === 'narrower' && weSay === 'fail');
}

/** The files that an entry names and no row bears out. */
export function namesNoRow(mapped: Mapped, rows: readonly Row[]): readonly string[] {
  const absent = (mapped.passByAbsence ?? []).filter(
    (file) => !rows.some((row) => row.file === file && row.expect === 'pass'),
  );
  const disputed = (mapped.disagreements ?? []).flatMap((disagreement) =>
    disagreement.files.filter((file) => !rows.some((row) => row.file === file && isAbout(disagreement, row))),
  );
  return [...absent, ...disputed];
}

export function peerCheckOf({ tool, check }: Row): string {
  return `${tool}/${check}`;
}

export function isOutOfScope(mapped: Mapped | OutOfScope): mapped is OutOfScope {
  return 'outOfScope' in mapped;
}

function isAbout({ files, config = {} }: Disagreement, row: Row): boolean {
  return files.includes(row.file) && Object.entries(config).every(([setting, value]) => row.config[setting] === value);
}
