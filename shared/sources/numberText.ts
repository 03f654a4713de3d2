/** Which sign stands before the decimals; the other one, or a space, groups thousands. */
export type DecimalMark = "comma" | "point";

const FORMS: Readonly<Record<DecimalMark, RegExp>> = {
  comma: /^-?(?:\d+|[1-9]\d{0,2}(?:[. ]\d{3})+)(?:,\d+)?$/,
  point: /^-?(?:\d+|[1-9]\d{0,2}(?:[, ]\d{3})+)(?:\.\d+)?$/,
};

/**
 * The one decimal mark under which all these texts agree, or null where they contradict each other.
 * "1.234" alone reads as thousands, as Danish statistics write it; "0.5" or "12.34" anywhere proves a decimal point.
 */
export function decimalMark(texts: Iterable<string>): DecimalMark | null {
  const proved = new Set<DecimalMark>(), leaning = new Set<DecimalMark>();
  for (const text of texts) {
    const plain = plainText(text), comma = FORMS.comma.test(plain), point = FORMS.point.test(plain);
    if (comma !== point) proved.add(comma ? "comma" : "point");
    else if (comma && plain.includes(".")) leaning.add("comma");
    else if (comma && plain.includes(",")) leaning.add("point");
  }
  const verdict = proved.size > 0 ? proved : leaning;
  if (verdict.size > 1) return null;
  return [...verdict][0] ?? "comma";
}

/** The number a text writes, or null where it is no number under this decimal mark. */
export function numberIn(text: string, mark: DecimalMark): number | null {
  const plain = plainText(text);
  if (!FORMS[mark].test(plain)) return null;
  const digits = mark === "comma" ? plain.replace(/[. ]/g, "").replace(",", ".") : plain.replace(/[, ]/g, "");
  return Number(digits);
}

/** Minus and the spaces that group thousands come in several code points. */
function plainText(text: string): string {
  return text.trim().replace(/[\u00a0\u2009\u202f]/g, " ").replace(/^[\u2212\u2013]/, "-");
}
