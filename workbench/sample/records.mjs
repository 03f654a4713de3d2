import { REGIONS } from "./municipalities.mjs";
import { random } from "./random.mjs";

const SEED = 20250601;
const YEARS = [2024, 2025];
const AGES = { "18-24 år": 0.7, "25-29 år": 0.6, "30-39 år": 1.1, "40-49 år": 1.2, "50-66 år": 1.9 };
/** Recipients per 1,000 inhabitants in an age group of weight 1, and the yearly cost of one, in thousand kroner. */
const BENEFITS = {
  "Kontanthjælp": { rate: 0.44, cost: 132 }, "Ledighedsydelse": { rate: 0.075, cost: 178 },
  "Ressourceforløb": { rate: 0.11, cost: 141 }, "Sygedagpenge": { rate: 0.6, cost: 164 },
};
/** Pupils per 1,000 inhabitants. */
const SCHOOLS = { "Specialklasse": 0.14, "Specialskole": 0.09 };
const GRADES = { "0.-3. klasse": 0.8, "4.-6. klasse": 1, "7.-9. klasse": 1.4 };

/**
 * A count around `mean`, skewed towards few. Only + − × ÷ and comparisons: Math.log and its like differ between engines in the last bit.
 */
function draw(next, mean) {
  const u = next(), spread = 0.15 + u * u * 2.1, expected = mean * spread;
  const whole = Math.floor(expected);
  return whole + (next() < expected - whole ? 1 : 0);
}

function* municipalities() {
  for (const [region, members] of Object.entries(REGIONS)) for (const [municipality, thousands] of Object.entries(members)) yield { region, municipality, thousands };
}

/** Recipients of four benefits by municipality, age and year. As in a cube, nobody means no row. */
export function benefitRecords() {
  const next = random(SEED), records = [];
  for (const year of YEARS) for (const { region, municipality, thousands } of municipalities()) {
    for (const [benefit, { rate, cost }] of Object.entries(BENEFITS)) for (const [age, weight] of Object.entries(AGES)) {
      const count = draw(next, thousands * rate * weight * (year === 2025 ? 1.04 : 1));
      const amount = Math.round(count * cost * (0.7 + 0.6 * next()));
      if (count > 0) records.push([region, municipality, benefit, age, year, count, amount]);
    }
  }
  return { fields: ["Region", "Kommune", "Ydelse", "Aldersgruppe", "År", "Antal", "Udgift"], records };
}

/** Pupils in special education by municipality, kind of school, grade and year. */
export function pupilRecords() {
  const next = random(SEED + 1), records = [];
  for (const year of YEARS) for (const { region, municipality, thousands } of municipalities()) {
    for (const [school, rate] of Object.entries(SCHOOLS)) for (const [grade, weight] of Object.entries(GRADES)) {
      const count = draw(next, thousands * rate * weight);
      if (count > 0) records.push([region, municipality, school, grade, year, count]);
    }
  }
  return { fields: ["Region", "Kommune", "Tilbud", "Klassetrin", "År", "Elever"], records };
}
