import type { Finding } from '../types/finding.ts';

/** Fingerprints of findings in their order, each with how often it has occurred so far: `6f1c…:1`. */
export function uniqueFingerprints(findings: readonly Finding[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map(({ fingerprint }) => {
    const count = (seen.get(fingerprint) ?? 0) + 1;
    seen.set(fingerprint, count);
    return `${fingerprint || 'none'}:${count}`;
  });
}
