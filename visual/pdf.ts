/** A line of text on a page; origin at the page's lower left, in points. */
export interface PageText {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly bold: boolean;
  readonly text: string;
}

/** A thin line across. */
export interface PageRule {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface Page {
  readonly texts: readonly PageText[];
  readonly rules: readonly PageRule[];
}

/** Windows-1252 beyond Latin-1: the signs that reports use. */
const WINDOWS = new Map([..."€‚ƒ„…†‡ˆ‰Š‹Œ"].map((sign, at) => [sign, 0x80 + [0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12][at]] as const).concat([..."‘’“”•–—˜™š›œ"].map((sign, at) => [sign, 0x91 + at] as const)));
/** Widths of Helvetica's signs 32–126, in thousandths (Adobe's font metrics, which every PDF reader has). */
const WIDTHS = "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584".split(" ").map(Number);
const OTHER = 600;
/** Bold letters are wider; figures and points are not. */
const BOLD = 1.07;

/** Width of a text in points; letters beyond ASCII count as wide ones. */
export function textWidth(text: string, size: number, bold: boolean): number {
  let thousandths = 0;
  for (const sign of text) {
    const width = WIDTHS[sign.charCodeAt(0) - 32] ?? OTHER;
    thousandths += bold && /[^\d.,\s]/.test(sign) ? width * BOLD : width;
  }
  return thousandths * size / 1000;
}

/** Pages of text and rules as a PDF file (ISO 32000-1 §7.5) in Helvetica, which readers bring; nothing else is in it. Same pages, same bytes. */
export function pdf(page: { readonly width: number; readonly height: number }, pages: readonly Page[]): Uint8Array {
  const font = (name: string): string => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const kids = pages.map((_, at) => `${5 + 2 * at} 0 R`).join(" ");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} /MediaBox [0 0 ${page.width} ${page.height}] >>`,
    font("Helvetica"), font("Helvetica-Bold"),
    ...pages.flatMap(({ texts, rules }, at) => {
      const content = [
        ...rules.map(({ x, y, width }) => `${x.toFixed(2)} ${y.toFixed(2)} ${width.toFixed(2)} 0.5 re f`),
        ...texts.map(({ x, y, size, bold, text }) => `BT /F${bold ? 2 : 1} ${size} Tf ${x.toFixed(2)} ${y.toFixed(2)} Td (${literal(text)}) Tj ET`),
      ].join("\n");
      return [
        `<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${6 + 2 * at} 0 R >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  let file = "%PDF-1.4\n";
  const offsets = objects.map((object, at) => { const offset = file.length; file += `${at + 1} 0 obj\n${object}\nendobj\n`; return offset; });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Uint8Array.from(file, (sign) => sign.charCodeAt(0));
}

/** A text as a literal string, one byte a sign; what the encoding lacks becomes a question mark. */
function literal(text: string): string {
  return [...text].map((sign) => {
    const code = sign.codePointAt(0) ?? 63, byte = WINDOWS.get(sign) ?? (code < 256 ? code : 63);
    if (byte < 32) return " ";
    if (sign === "(" || sign === ")" || sign === "\\") return `\\${sign}`;
    return byte < 127 ? sign : `\\${byte.toString(8)}`;
  }).join("");
}
