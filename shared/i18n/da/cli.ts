export default {
  "cli/help": `Diskret skjuler små antal i tabeller, så de heller ikke kan regnes ud af de tal, der står tilbage.
En intern kontrol, ikke adgangsstyring: den, der har kuben eller originalen, ser stadig alle tal.

  diskret mask FIL… [-o MAPPE] [--policy REGELSÆT.json] [--json]
      Skriver en beskyttet kopi af hver fil: NAVN.diskret.xlsx, .csv eller .json.
      .xlsx: arkene bevares; hver pivottabel bliver sin beskyttede tabel, kildedata følger ikke med.
      .csv:  en datapakke (én række pr. celle, også i .gz og .zip): samme fil med tegnet i stedet for
             skjulte tal; eller en krydstabel. Totaler findes ved at regne efter.
      .json: Diskrets neutrale tabelformat.
      --json           fortrolig rapport på standard output; uden -o skrives ingen kopi
      --protection     exact | standard | interval
      --audience       none | any | 101,147  (kommuner, der kender deres egne tal)
      --zeros          hide | show
      --dimensions     A,B  kolonner i en datapakke, der ikke er mål
  diskret audit FIL [--suppressed MØNSTER.json] [--mark ..] [--lower 0|1] [--json]
                    [--policy REGELSÆT.json] [--protection …] [--audience …] [--zeros …]
      Forsøger at regne de skjulte tal ud i en tabel, hvem der end har lavet den.
      Hver kommune søger også med sine egne tal (--audience none: ingen gør).
      --no-intervals   udelader, hvad hver celle kan være (minutter, når tusinder af celler skjules)
  diskret pivots FIL.xlsx [--json]
      Viser projektmappens pivottabeller og deres opbygning, uden tal.
  diskret watch MAPPE -o MAPPE [--policy REGELSÆT.json] [--once] [--every SEK.] [--settle SEK.]
      Beskytter hver fil, der kommer i mappen, én gang; rapporter og karantæne i MAPPE/.diskret
  diskret scan FIL|MAPPE… [--json|--sarif|--html] [--names] [--resume JOURNAL] [--policy REGELSÆT.json]
      Finder det, der følger med filen: kilderækker, skjulte ark, diagrammers tal, små antal m.m.
      --names          tager brugernavne med; --resume fortsætter en afbrudt gennemgang
  diskret policy | package | inspect | catalogue | report-audit   --help: til den, der beslutter og udgiver
  Fælles: --lang da|en, --help, --version

Eksempler
  diskret mask rapport.xlsx -o ud/
  diskret mask tabel.json --json --zeros show
  diskret audit ud/tabel.diskret.csv

Uden --policy gælder de indbyggede regler: antal på 5 eller derunder skjules, også nul.
Et regelsæt kan ikke lempes af en option. Hver fil beskyttes for sig: tabeller om de samme personer
skal stå i samme projektmappe eller JSON-liste, ellers kan de tilsammen røbe, hvad de hver især skjuler.

Diskret kan ikke
  læse .xls, .xlsb og .ods
  beskytte beløb, andele og gennemsnit uden det antal, de bygger på
  fjerne tal fra en pivottabel, der stadig er forbundet med sin kilde

Afslutningskode: 0 alt gjort og sikkert · 1 noget blev afvist, er usikkert eller fundet · 2 kunne ikke køre
Rapporter med --json er for den, der har de sande tal. Del dem ikke.`,
  "cli/progress": "[{k}/{of}] {file} …",
  "cli/noCommand": "Der mangler en kommando. Prøv diskret --help",
  "cli/unknownCommand": "Ukendt kommando “{command}”. Prøv diskret --help",
  "cli/noFile": "diskret {command} mangler en fil.",
  "cli/oneFile": "diskret {command} tager én fil ad gangen.",
  "cli/unknownOption": "Ukendt option {option}. Prøv diskret --help",
  "cli/optionValue": "Optionen {option} mangler en værdi eller må ikke have en.",
  "cli/optionElsewhere": "Optionen {option} hører ikke til diskret {command}.",
  "cli/choice": "{option} skal være: {choices}",
  "cli/loosens": "{option} ville lempe regelsættet. Det kan kun skærpes.",
  "cli/kind": "Kan ikke læse den slags fil. Understøttet: .xlsx, .xlsm, .csv, .tsv, .txt, .json, .gz og .zip.",
  "cli/directory": "Er en mappe, ikke en fil.",
  "cli/notFile": "Er ikke en almindelig fil.",
  "cli/tooLarge": "Filen er for stor.",
  "cli/missing": "Filen findes ikke.",
  "cli/unreadable": "Filen kan ikke læses ({reason}).",
  "cli/json": "Ikke gyldig JSON (linje {line}, tegn {column}).",
  "cli/outputTaken": "Kopien ville overskrive en anden fil i samme kørsel. Vælg en anden mappe med -o.",
  "cli/unwritable": "Filen kan ikke skrives ({reason}).",
  "cli/internal": "Uventet fejl ({error}). Intet halvt er skrevet.",
  "mask/written": {
    one: "{file}: {n} af {cells} celler er skjult ({share} % af det samlede antal) → {copy}",
    other: "{file}: {n} af {cells} celler er skjult ({share} % af det samlede antal) → {copy}",
  },
  "mask/exportNotAllowed": "Kommunens regelsæt tillader ikke, at diskretionerede tabeller eksporteres.",
  "mask/unsafe": "Et uafhængigt angreb på den diskretionerede tabel kunne regne et skjult tal ud. Intet udleveres; meld venligst fejlen.",
  "mask/alreadyHidden": "Tabellen har allerede skjulte celler. Kun en tabel med alle sande tal kan beskyttes.",
  "audit/safe": "{file}: ingen af de {n} skjulte celler kan regnes ud.",
  "audit/unsafe": "{file}: {found} af {n} skjulte celler kan regnes ud: {cells}",
  "audit/derived": {
    one: "{file}: {n} lille sum af skjulte celler kan regnes ud: {cells}",
    other: "{file}: {n} små summer af skjulte celler kan regnes ud: {cells}",
  },
  "audit/remainders": {
    one: "{file}: {n} tal afviger med et lille antal fra det under et bredere filter: {cells}",
    other: "{file}: {n} tal afviger med et lille antal fra dem under et bredere filter: {cells}",
  },
  "audit/knownValue": "Modtageren kender cellen “{cell}”, men dens værdi er ikke i filen.",
  "audit/pattern": "Mønstret skal være en liste af celler eller have felterne primary og secondary ({path}).",
  "audit/patternCell": "Mønstret nævner en celle, som tabellen ikke har ({path}).",
  "audit/onlyTables": "--suppressed kan kun bruges sammen med en .json-tabel.",
  "audit/insider": {
    one: "{file}: {municipality} kender sine egne tal og kan regne {n} skjult celle ud: {cells}",
    other: "{file}: {municipality} kender sine egne tal og kan regne {n} skjulte celler ud: {cells}",
  },
  "audit/unresolved": {
    one: "{file}: {n} skjult celle er hverken bevist sikker eller afsløret: {cells}",
    other: "{file}: {n} skjulte celler er hverken bevist sikre eller afsløret: {cells}",
  },
  "audit/insidersLeftOut": "{file}: hvad kommuner med egne tal kan regne ud, er ikke undersøgt, for de skjulte tal er ikke i filen. Angiv tabellen med alle tal og --suppressed.",
  "audit/contradiction": "De viste tal modsiger hinanden, eller --lower er for høj: ingen skjulte tal passer til dem.",
  "pivots/onlyWorkbook": "Kun projektmapper har pivottabeller.",
  "pivots/read": "{sheet}!{ref}  {name}: {rows} rækker × {columns} kolonner",
  "pivots/refused": "{sheet}!{ref}  afvist: {reason}",
  "table/type": "Tabellens felt “{path}” har en forkert form (forventet: {expected}).",
  "table/empty": "Der er ingen tabel eller ingen celler i “{path}”.",
  "table/form": "Tabellen skal have enten dims og values (eller measures) eller cells og relations (“{path}”).",
  "table/length": "Listen “{path}” skal have {expected} elementer, men har {found}.",
  "table/duplicate": "“{path}” nævner det samme to gange.",
  "table/parent": "“{path}” er ikke et gyldigt overordnet element.",
  "table/unknownCell": "“{path}” er ikke en celle i tabellen.",
  "table/unknownDimension": "“{path}” er ikke en af tabellens dimensioner.",
  "table/unknownBase": "“{path}” er ikke et af tabellens mål.",
  "table/negative": "“{path}” er negativ, men antal kan ikke være under nul.",
  "table/circle": "“{path}” gør en total til en del af sig selv.",
  "table/limit": "“{path}” skal være et helt tal fra 1 til 50: antal på op til og med dette tal skjules.",
  "table/limits": "maxN og threshold siger ikke det samme (“{path}”).",
  "grid/empty": "Der er ingen tabel: der skal være navne til venstre og øverst og tal imellem.",
  "grid/numberFormat": "Tallene bruger både komma og punktum som decimaltegn.",
  "grid/header": "Der mangler en overskriftsrække, eller en overskrift er et tal (række {row}, kolonne {column}). Kun årstal må stå alene.",
  "grid/label": "Et navn er et tal på under tre cifre (række {row}, kolonne {column}) og kan forveksles med et antal. Skriv fx “0 år”.",
  "grid/text": "Der står tekst mellem tallene (række {row}, kolonne {column}).",
  "grid/row/doesNotAddUp": "Række {row} kaldes en total, men er ikke summen af rækkerne over eller under den.",
  "grid/row/ambiguous": "Det fremgår ikke af tallene, hvilken total række {row} hører til. Skriv fx regionen i en kolonne for sig.",
  "grid/column/doesNotAddUp": "Kolonne {column} kaldes en total, men er ikke summen af kolonnerne ved siden af den.",
  "grid/column/ambiguous": "Det fremgår ikke af tallene, hvilken total kolonne {column} hører til. Skriv gruppen i en overskriftsrække for sig.",
  "csv/delimiter": "Filen er ikke en tabel: kolonnerne skal være adskilt af semikolon, komma, tabulator eller lodret streg.",
  "csv/quotes": "Filen har anførselstegn, der ikke lukkes.",
  "csv/list": "Filen er en liste med ét tal pr. linje. Her læses kun krydstabeller: en dimension til venstre, en øverst, totaler med.",
} as const;
