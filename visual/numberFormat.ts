/** Writes a number as the model's format string says. */
export type WriteNumber = (value: number) => string;

/** A format string of Power BI (.NET custom or standard numeric format) in the reader's language. Unknown ones fall back to the plain number. */
export function numberFormat(format: string, locale: string): WriteNumber {
  const standard = /^([NFPCDG])(\d{0,2})$/i.exec(format.trim());
  if (standard !== null) return standardFormat(standard[1].toUpperCase(), standard[2] === "" ? 2 : Number(standard[2]), locale);
  if (!/[0#]/.test(format) || /[0#]E[+-]?0/i.test(format)) return plain(locale);
  const [positive, negative, zero] = sectionsOf(format).map((section) => sectionFormat(section, locale));
  return (value) => {
    if (value === 0 && zero !== undefined) return zero(0);
    if (value < 0 && negative !== undefined) return negative(-value);
    return value < 0 ? `-${positive(-value)}` : positive(value);
  };
}

function plain(locale: string): WriteNumber {
  const writer = new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 10 });
  return (value) => writer.format(value);
}

function standardFormat(kind: string, digits: number, locale: string): WriteNumber {
  if (kind === "G") return plain(locale);
  const fraction = kind === "D" ? 0 : digits;
  const writer = new Intl.NumberFormat(locale, {
    style: kind === "P" ? "percent" : "decimal", useGrouping: kind === "N" || kind === "C" || kind === "P",
    minimumFractionDigits: fraction, maximumFractionDigits: fraction,
  });
  return (value) => writer.format(value);
}

/** Splits at semicolons outside quotes: positive;negative;zero. An empty section counts as absent. */
function sectionsOf(format: string): string[] {
  const sections = format.match(/(?:"[^"]*"|'[^']*'|\\.|[^;])+|(?<=;)(?=;|$)/g) ?? [format];
  return sections.filter((section, index) => index === 0 || section !== "");
}

/** `literal digits literal`: the digits become Intl options, the literals stay as they are. */
function sectionFormat(section: string, locale: string): WriteNumber {
  const tokens: string[] = section.match(/"[^"]*"|'[^']*'|\\.|\[\$[^\]]*\]|[\s\S]/g) ?? [];
  const digit = (token: string): boolean => token === "0" || token === "#" || token === "." || token === ",";
  const first = tokens.findIndex((token) => token === "0" || token === "#");
  if (first < 0) return () => tokens.map(literal).join("");
  const last = tokens.reduce((found, token, at) => digit(token) ? at : found, first);
  const mask = tokens.slice(first, last + 1).filter(digit).join("");
  const prefix = tokens.slice(0, first).map(literal).join(""), suffix = tokens.slice(last + 1).map(literal).join("");
  const scale = tokens.includes("%") ? 100 : tokens.includes("‰") ? 1000 : 1;
  const write = maskFormat(mask, locale);
  return (value) => prefix + write(value * scale) + suffix;
}

function maskFormat(mask: string, locale: string): WriteNumber {
  const [whole = "", fraction = ""] = mask.split(".");
  const scaled = /,+$/.exec(whole)?.[0].length ?? 0;
  const integer = scaled === 0 ? whole : whole.slice(0, -scaled);
  const writer = new Intl.NumberFormat(locale, {
    useGrouping: integer.includes(","),
    minimumIntegerDigits: Math.max(1, count(integer, "0")),
    minimumFractionDigits: count(fraction, "0"),
    maximumFractionDigits: Math.min(20, count(fraction, "0") + count(fraction, "#")),
  });
  return (value) => writer.format(value / 1000 ** scaled);
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

/** `"kr."`, `\-` and the currency sign `[$kr-406]` without their quoting. */
function literal(token: string): string {
  if (/^["']/.test(token)) return token.slice(1, -1);
  if (token.startsWith("\\")) return token.slice(1);
  if (token.startsWith("[$")) return token.slice(2, -1).split("-")[0];
  return token;
}
