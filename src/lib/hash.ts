import { hash } from 'node:crypto';

/** The SHA-256 of the text in UTF-8, as lower case hex. */
export function sha256Hex(text: string): string {
  return hash('sha256', text, 'hex');
}
