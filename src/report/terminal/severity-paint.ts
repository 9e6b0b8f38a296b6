import type { Severity } from '../../types/check.ts';
import type { Paint, Style } from './style.ts';

export function severityPaint(severity: Severity, style: Style): Paint {
  if (severity === 'critical' || severity === 'high') return style.red;
  return severity === 'medium' ? style.yellow : style.dim;
}
