/**
 * Widths of the characters from space to tilde in thousandths of the font's
 * size. They are those of DejaVu Sans, one of the widest fonts that text
 * without a font of its own is drawn with: what fits with it fits with
 * Arial, Helvetica, Segoe UI, Roboto and Inter.
 */
const REGULAR = [
  318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636,
  636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863,
  748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635,
  615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636,
  337, 636, 838,
];

/** The same in bold. */
const BOLD = [
  348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365, 696, 696, 696, 696, 696, 696, 696,
  696, 696, 696, 400, 400, 838, 838, 838, 580, 1000, 774, 762, 734, 830, 683, 683, 821, 837, 372, 372, 775, 637, 995,
  837, 850, 733, 850, 770, 720, 682, 812, 774, 1103, 771, 724, 725, 457, 365, 457, 838, 500, 500, 675, 716, 593, 716,
  678, 435, 716, 712, 343, 343, 665, 343, 1042, 712, 687, 716, 716, 493, 595, 478, 712, 652, 924, 645, 652, 582, 712,
  365, 712, 838,
];

/** As wide as a letter of the Latin, Greek and Cyrillic alphabets gets. */
const LETTER = 1000;
/** As wide as a letter of any other script, or a picture, gets. */
const WIDE = 1400;

/** How wide a text is at most, in pixels, rounded up. */
export function textWidth(text: string, size: number, bold = false): number {
  const table = bold ? BOLD : REGULAR;
  let sum = 0;
  for (const char of text) {
    const code = char.codePointAt(0)!;
    sum += table[code - 32] ?? KNOWN[char] ?? (code < 0x530 ? LETTER : WIDE);
  }
  return Math.ceil((sum * size) / 1000);
}

/** Signs that the picture itself writes. */
const KNOWN: Readonly<Record<string, number>> = { '·': 380, '→': 838, '…': 1000, '’': 380, '–': 500, '×': 838 };

/** A text cut to a number of characters, with a sign that there is more. */
export function cut(text: string, most: number): string {
  const chars = [...text];
  return chars.length <= most
    ? text
    : `${chars
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}
