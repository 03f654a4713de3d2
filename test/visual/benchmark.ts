import { protect } from "../../shared/protect.ts";
import { BUILT_IN } from "../../shared/policy/policy.ts";
import type { Table } from "../../shared/table/table.ts";
import { textTable } from "./textTable.ts";

export const LIMIT = BUILT_IN.maxN;

/** Invented counts, shaped as benchmark data: municipalities in regions, age groups in years. */
export function benchmark(): Table {
  return textTable(`
    Antal borgere     2023/18-29  2023/30-49  2023/50-66  2023/I alt  2024/18-29  2024/30-49  2024/50-66  2024/I alt  I alt
    Hovedstaden             1241        2107        1568        4916        1189        2044        1612        4845   9761
      Dragør                   3          17          11          31           4          12          19          35     66
      Frederiksberg          214         398         226         838         201         377         240         818   1656
      København              981        1604        1247        3832         942        1571        1263        3776   7608
      Vallensbæk              43          88          84         215          42          84          90         216    431
    Nordjylland              398         655         571        1624         377         640         588        1605   3229
      Aalborg                352         561         448        1361         331         548         462        1341   2702
      Læsø                     1           4           9          14           2           5          10          17     31
      Thisted                 45          90         114         249          44          87         116         247    496
    Syddanmark               322         540         489        1351         318         527         493        1338   2689
      Fanø                     2           7           6          15           4           3           8          15     30
      Sønderborg              96         171         148         415          92         166         151         409    824
      Vejle                  224         362         335         921         222         358         334         914   1835
    I alt                   1961        3302        2628        7891        1884        3211        2693        7788  15679
  `);
}

const BENCHMARK = benchmark();

/** Values that the engine hides and that stand at no shown cell: wherever one of them is found, it is a leak. */
export function secrets(table: Table = BENCHMARK): readonly number[] {
  const known = SECRETS.get(table) ?? secretsOf(table);
  SECRETS.set(table, known);
  return known;
}

const SECRETS = new WeakMap<Table, readonly number[]>();

function secretsOf(table: Table): number[] {
  const outcome = protect([table], BUILT_IN);
  if (outcome.status !== "protected") throw new Error("the table was refused");
  const [{ measures }] = outcome.tables;
  const at = (state: number): Set<number> => new Set(measures.flatMap(({ hidden }, index) => [...table.measures[index].values].filter((_, cell) => hidden[cell] === state)));
  const shown = at(0), secret = [...at(1)].filter((value) => !shown.has(value));
  if (secret.length < 10) throw new Error("the table hides too little to prove anything");
  return secret;
}

/** Secrets found in a drawing: in its text, attributes and class names. Column widths follow the longest shown text. */
export function smallAnywhere(html: string, table: Table = BENCHMARK): string[] {
  const given = html.replace(/(?:tabindex|rowspan|colspan|data-place|aria-(?:rowindex|rowcount|colcount|level))="-?\d+"/g, "").replace(/ class="h h\d"|--(?:left\d|head): [^;]*;|(?:width: calc|scroll-padding-top|height: )[^;]*;/g, "").replace(/calc\(\d+ch|--level: ?\d+|viewBox="[^"]*"| d="[^"]*"/g, "");
  const text = withoutLabels(given, table);
  return secrets(table).filter((value) => written(value).test(text)).map(String);
}

/** A number as it may be written; one digit occurs in names such as h2, two or more are looked for wherever they stand. */
function written(value: number): RegExp {
  const forms = [String(value), value.toLocaleString("da-DK"), value.toLocaleString("en-US")].map((form) => form.replaceAll(".", "\\."));
  const edge = value < 10 ? "[\\w.,]" : "[\\d.,]";
  return new RegExp(`(?<!${edge})(?:${forms.join("|")})(?!${edge})`);
}

/** Captions such as "18-29" are structure, not values; so is the limit in the explanation. */
function withoutLabels(html: string, table: Table): string {
  const labels = table.shape.kind === "cross" ? table.shape.axes.flatMap((axis) => axis.labels ?? axis.members) : [];
  return labels.filter((label) => label !== "").reduce((text, label) => text.replaceAll(`>${label}<`, "><"), html)
    .replace(/\b\d+ (?:eller derunder|or less)/g, "").replace(/\d+ (?:tal er skjult|numbers? (?:is|are) hidden)/g, "");
}
