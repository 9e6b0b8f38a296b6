/**
 * A text whose lines no log of a build takes for commands, as it does `::error::` at the start of a line and `##[error]`
 * anywhere: a space comes between the signs.
 */
export function withoutCommands(text: string): string {
  return text.replaceAll(/^([^\S\n]*):(?=:)/gmu, '$1: ').replaceAll(/#(?=#\w*\[)/gu, '# ');
}
