/** May it go ahead. */
export type Gate = 'GO' | 'CONDITIONAL' | 'NO-GO' | 'NOT-ASSESSED';
