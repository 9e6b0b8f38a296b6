export type Language = 'javascript' | 'python' | 'ruby';

const MAX_LENGTH = 200_000;
const TEXTS = `'(?:[^'\\\\\\n]|\\\\[^\\n])*'?|"(?:[^"\\\\\\n]|\\\\[^\\n])*"?`;
/** No piece can fail once it has begun, so that each character is read once. */
const PIECES: Readonly<Record<Language, RegExp>> = {
  javascript: new RegExp(`//[^\\n]*|/\\*[\\s\\S]*?(?:\\*/|$)|\`(?:[^\`\\\\]|\\\\[\\s\\S])*\`?|${TEXTS}`, 'g'),
  python: new RegExp(`#[^\\n]*|"""[\\s\\S]*?(?:"""|$)|'''[\\s\\S]*?(?:'''|$)|${TEXTS}`, 'g'),
  ruby: new RegExp(
    `#[^\\n]*|(?<=\\n)=begin\\b[\\s\\S]*?(?:\\n=end|$)|<<[~-]?["']?([A-Z_]{1,30})["']?[^\\n]*(?:\\n|$)[\\s\\S]*?(?:\\n[ \\t]*\\1\\b|$)|${TEXTS}`,
    'g',
  ),
};
const COMMENT = /^(?:\/[/*]|#|=begin)/;
const NAME = /^(["'])([\w.]{1,80})\1$/;
/** A Ruby text that begins with a percent sign, and what follows the end of a program. */
const UNREADABLE = /%[qQwWiIr]?[({[<|]|^__END__/m;

/**
 * A program without its comments and its texts, so that no word in them counts; texts that are only a name stay.
 * Lines stay where they are. Undefined where it is too long or hard to tell.
 */
export function maskCode(text: string, language: Language): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  let isOpen = false;
  const masked = text.replace(PIECES[language], (piece) => {
    if (NAME.test(piece)) return piece;
    // A pattern may hold such a sign too, and all that follows is then read the wrong way round.
    if (piece.startsWith('`')) isOpen ||= piece.length < 2 || !piece.endsWith('`');
    const lines = '\n'.repeat(piece.split('\n').length - 1);
    return COMMENT.test(piece) ? lines : `''${lines}`;
  });
  return isOpen || (language === 'ruby' && UNREADABLE.test(masked)) ? undefined : masked;
}
