export type Paint = (text: string) => string;

export interface Style {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly yellow: Paint;
  readonly green: Paint;
  readonly cyan: Paint;
}

const start = `${String.fromCharCode(27)}[`;

/** Terminal colours; without colour every text stays as it is, so no meaning may rest on them alone. */
export function createStyle(colour: boolean): Style {
  return {
    bold: paint(colour, 1, 22),
    dim: paint(colour, 2, 22),
    red: paint(colour, 31, 39),
    yellow: paint(colour, 33, 39),
    green: paint(colour, 32, 39),
    cyan: paint(colour, 36, 39),
  };
}

function paint(colour: boolean, on: number, off: number): Paint {
  return (text) => (colour && text ? `${start}${on}m${text}${start}${off}m` : text);
}
