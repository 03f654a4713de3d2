/** Datapakker (lister med én række pr. celle) og kopier af hele projektmapper. */
export default {
  "list/header": "Der mangler en række med kolonnenavne, eller en kolonne har intet navn.",
  "list/width": "Række {row} har et andet antal felter end kolonnenavnene.",
  "list/tooVaried": "Filen har for mange forskellige værdier til at være statistik. Er det rækker om enkelte personer eller sager?",
  "list/tooManyMembers": "Filen har for mange kolonner med for mange værdier til at totaler kan findes.",
  "list/noColumn": "Filen har ingen kolonne “{column}”.",
  "list/noMeasure": "Filen har ingen kolonne med antal. Navngiv kolonnen, så regelsættet kender den, eller udelad den fra --dimensions.",
  "list/text": "Kolonnen “{column}” skal være tal, men har tekst i række {row}.",
  "list/twice": "Række {row} handler om det samme som en tidligere række, og filen har totaler. Saml de to rækker, eller nævn den kolonne, der skiller dem, med --dimensions.",
  "list/notSum": "“{column}”: en række, der kaldes en total, er mindre end summen af sine dele.",
  "list/ambiguous": "Det fremgår ikke af tallene, hvilke rækker i kolonnen “{column}” der er totaler. Skriv fx “I alt”, eller gruppen i en kolonne for sig.",
  "list/closed": {
    one: "{n} af {of} sammenhængende sæt rækker kan ikke vises sikkert og er skjult helt.",
    other: "{n} af {of} sammenhængende sæt rækker kan ikke vises sikkert og er skjult helt.",
  },
  "mask/listProgress": "{file}: {n} % …",
  "packed/unreadable": "Pakken kan ikke åbnes: den er beskadiget, krypteret eller af en anden slags end .zip og .gz.",
  "packed/empty": "Der er ingen .csv, .tsv eller .txt i pakken.",
  "packed/leftOut": "Er ikke en liste og følger ikke med i kopien.",
  "packed/several": "Pakkens lister er beskyttet hver for sig. Handler de om de samme personer, kan de tilsammen afsløre det, hver af dem skjuler.",
  "copy/left/hidden": "Arket “{sheet}” er skjult og følger ikke med.",
  "copy/left/data": "Arket “{sheet}” har tal uden for pivottabeller eller er kilde til en pivottabel og følger ikke med.",
  "copy/left/empty": "Arket “{sheet}” har intet, der kan følge med.",
  "copy/leftNumbers": {
    one: "{n} tal uden for pivottabellerne følger ikke med.",
    other: "{n} tal uden for pivottabellerne følger ikke med.",
  },
  "copy/leftTexts": {
    one: "{n} tekst uden for pivottabellerne følger ikke med: en formel, eller et tal i teksten.",
    other: "{n} tekster uden for pivottabellerne følger ikke med: formler, eller tal i teksten.",
  },
  "copy/leftCharts": {
    one: "{n} diagram følger ikke med: det viser tal, der ikke er i kopien, eller er af en anden slags end søjle, linje, område og cirkel.",
    other: "{n} diagrammer følger ikke med: de viser tal, der ikke er i kopien, eller er af en anden slags end søjle, linje, område og cirkel.",
  },
} as const;
