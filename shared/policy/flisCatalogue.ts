import type { Catalogue } from "./catalogue.ts";

/**
 * FLIS's benchmark data sets as KOMBIT lists them in the note on small data sets ("FLIS håndtering af små datasæt", sections 3 and 4),
 * row by row. The statuses are the note's own words; "5" means: values of 5 or fewer are not shown.
 */
export const FLIS_CATALOGUE: Catalogue = {
  version: 1,
  source: "KOMBIT: notat om FLIS' håndtering af små datasæt, afsnit 3 og 4",
  read: "2026-11-23",
  packages: [
    { area: "Dagtilbud", name: "Dagtilbud benchmark" },
    { area: "KY", name: "KY Benchmark" },
    { area: "Personal Medarbejder", name: "Personal Medarbejder Benchmark" },
    { area: "Personale Fravær", name: "Personale Fravær Benchmark" },
    { area: "Skole", name: "Skole Benchmark" },
    { area: "Voksen Handicappede", name: "Voksen Handicappede Benchmark" },
    { area: "Ydelsesrefusion", name: "Ydelsesrefusion Benchmark" },
    { area: "Ydelsesrefusion", name: "Ydelsesaktivitet Benchmark" },
    { area: "Ældre", name: "Ældre Benchmark" },
    { area: "Økonomi", name: "Økonomi/Borger Benchmark" },
  ],
  cubes: [
    { area: "Borger/Økonomi", name: "Økonomi/Borger Benchmark", limit: null, status: "Implementeres snarest" },
    { area: "Voksen Handicappede", name: "Voksen Handicappede Benchmark", limit: null, status: "Implementeres snarest" },
    { area: "Ydelsesrefusion", name: "Ydelsesrefusion Benchmark", limit: null, status: "Implementeres snarest" },
    { area: "Økonomi", name: "Økonomi/Borger Benchmark", limit: null, status: "Implementeres snarest" },
    { area: "KY", name: "KY Benchmark", limit: 5, status: "5" },
    { area: "Diverse", name: "FLIS Statistik", limit: null, status: "Implementeres snarest" },
  ],
  exempt: [
    { name: "FLIS DSA", recognise: "(^|[^\\p{L}])DSA([^\\p{L}]|$)" },
    { name: "FLIS Legacy", recognise: "(^|[^\\p{L}])Legacy([^\\p{L}]|$)" },
    { name: "Kommunespecifikke datasæt", recognise: null },
  ],
};
