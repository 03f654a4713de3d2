export default {
  "policy/notObject": "Regelsættet skal være ét JSON-objekt, { … }.",
  "policy/unknownField": "Regelsættet har et felt, Diskret ikke kender: {path}",
  "policy/missing": "{path} mangler.",
  "policy/value": "{path} har en ugyldig værdi. Forventet: {expected}",
  "policy/version": "Regelsættets version kendes ikke ({path}). Diskret læser version 1.",
  "policy/days": "{path} skal være et helt antal dage fra 1 til 3660.",
  "policy/minimum": "{path} skal være et helt tal fra 0 og op: det mindste antal personer i en filtreret visning.",
  "policy/limit": "{path} skal være et helt tal fra 1 til 50: antal på op til og med dette tal skjules.",
  "policy/revision": "{path} skal være et helt tal fra 1 til 65535.",
  "policy/code": "{path} skal være en kommunekode på tre cifre, fx 461.",
  "policy/audience": "{path} skal være “none”, “anyMunicipality” eller en liste af kommunekoder.",
  "policy/date": "{path} skal være en dato, der findes, skrevet som 2026-12-31.",
  "policy/order": "{path}: til ligger før fra.",
  "policy/pattern": "{path} er ikke et gyldigt regulært udtryk.",
  "policy/recognise": "{path} skal nævne mindst ét af cube, connection, measure og field.",
  "policy/mark": "{path} skal være 1–8 tegn uden cifre og ikke kun en streg: “-” betyder nul i danske tabeller.",
  "policy/logFolder": "{path} skal være en https-adresse på en mappe uden bruger, forespørgsel og anker, eller en mappe eller sag, hvor noteringen lægges med hånden.",
  "policy/empty": "{path} må ikke være tom.",
  "policy/tooLong": "{path} er for lang.",
  "policy/codeUnknown": "{path} er ikke en dansk kommunekode.",
  "policy/notForDeployment": "{path} mangler. Regelsættet kan bruges, men ikke udgives, før feltet er udfyldt.",
  "policy/dataSetNotListed": "{path}: FLIS' liste har ikke et datasæt, der hedder “{name}”.",
  "policy/unfollowed": "{path}: “full” følges ikke. Alle skjulte tal har én forklaring.",
  "catalogue/value": "Listen over datasæt har en ugyldig værdi i {path}",
  "catalogue/age": {
    one: "Listen over FLIS' datasæt (version {version}) er læst {read}, for {n} dag siden.",
    other: "Listen over FLIS' datasæt (version {version}) er læst {read}, for {n} dage siden.",
  },
  "policy/files": "diskret {command}: antallet af filer må højst være {files}.",
  "policy/encoding": "Regelsættet skal gemmes som UTF-8.",
  "policy/read": "{file}: regelsættet kan læses. SHA-256 {sha256}",
  "policy/summary": `Kommune      {municipality}
Besluttet af {decided}
Gælder       {from} til {to} (revision {revision})
Grænse       {maxN} eller derunder; nul: {zeros}; tomme celler: {blank}; tegn: {mark}
Beskyttelse  {protection}; modtagere: {audience}; forklaring: {explain}
Tidligere udleverede tal: {ledger}, {ledgerDays} dage; filtrerede visninger: {filteredViews}, mindst {filteredMinimum}; egne små tal: {ownCells}
Tilladt      {allowed}
SHA-256      {sha256}`,
  "policy/help": `Til den, der beslutter kommunens regelsæt, og den, der udgiver det.

  diskret policy check FIL        er regelsættet gyldigt, og kan det udgives? (0 ja, 1 nej, 2 kan ikke læses)
  diskret policy show FIL         reglerne, som de gælder, med det indbyggede udfyldt  [--json]
  diskret policy schema           JSON Schema til editoren ($schema)
  diskret policy classes FIL --csv LISTE.csv -o NYT.json
      måls klasser fra en liste lavet af FLIS' dokumentation (kolonner navn, klasse, antal, begrundelse)
  diskret policy dax FIL --measures NAVNE.txt|TABEL.tmdl [-o FIL]
      DAX til kommunens egen model; kun enkelte små tal, ikke det, der kan regnes ud af totaler
  diskret policy keygen -o MAPPE  et nøglepar; den private fil har “private” i navnet
  diskret policy sign FIL --key PRIVAT [-o FIL.jws]
  diskret policy verify FIL.jws --key OFFENTLIG [--key NÆSTE] [-o FIL]
  diskret package --policy FIL [--key PRIVAT [--key NÆSTE]] --host https://… -o MAPPE
      manifest, netsted, visual, serveropsætning, SBOM og SHA256SUMS; ens input giver ens bytes
      --key: netstedet tager et nyere policy.jws, signeret med disse nøgler, uden en ny pakke
  diskret package --check MAPPE|https://…   er det udgivne, som det skal være?
  diskret inspect FIL.pbiviz [taskpane.js]  regelsættet i pakkerne; flere filer skal have det samme
  diskret report-audit MAPPE… [--policy FIL] [--subscriptions FIL] [--json]
      hvad der i Power BI-projekter (.pbip) fører uden om beskyttelsen
  diskret catalogue check|update FIL        listen over FLIS' datasæt`,
  "signature/form": "Det signerede regelsæt er ikke skrevet, som Diskret skriver det. Det er afvist.",
  "signature/key": "Regelsættet er signeret med en anden nøgle. Det er afvist.",
  "signature/tampered": "Signaturen passer ikke til regelsættet. Det er ændret og afvist.",
  "signature/oneKey": "Angiv netop én privat nøgle med --key; offentlige nøgler ved siden af bliver der også stolet på.",
  "signature/noKey": "Angiv mindst én offentlig nøgle med --key.",
  "signature/noEdKey": "Filen er ikke en Ed25519-nøgle (JWK).",
  "signature/notPrivate": "Nøglen er offentlig. Der signeres med den private.",
  "signature/keys": "Privat nøgle (del den ikke): {private}\nOffentlig nøgle: {public}",
  "signature/signed": "Signeret: {file}",
  "signature/verified": "{file}: signaturen passer (nøgle {key}). SHA-256 {sha256}",
  "inspect/unreadable": "Filen har ikke ét regelsæt, der kan læses og passer til sin SHA-256.",
  "inspect/builtIn": "{file} (version {version}): intet regelsæt; de indbyggede regler gælder.",
  "inspect/policy": "{file} (version {version}): regelsæt med SHA-256 {sha256}",
  "inspect/different": "Filerne har ikke det samme regelsæt.",
  "package/needs": "package skal have --policy FIL, --host https://… og -o MAPPE (eller --check MAPPE|https://…).",
  "package/host": "--host skal være netstedets adresse med https ({host}).",
  "package/noPlace": "Programmets filer har ikke plads til præcis ét regelsæt. Hent programmet igen.",
  "package/incomplete": "{name} mangler ved siden af diskret.mjs. Hent programmet igen.",
  "package/raiseRevision": "Mappen har en pakke med andet indhold og samme eller højere revision. Hæv revision i regelsættet, og vælg en ny mappe.",
  "package/folderTaken": "Mappen har en tidligere pakke. Vælg en ny mappe, så den tidligere kan bruges til at gå tilbage.",
  "package/made": { one: "{folder}: {n} fil. Regelsættets SHA-256 {sha256}", other: "{folder}: {n} filer. Regelsættets SHA-256 {sha256}" },
  "package/noDeployment": "Der er ingen læselig deployment.json.",
  "package/unreachable": "Adressen svarer ikke ({reason}).",
  "package/missing": "{path} mangler i det udgivne.",
  "package/differs": "{path} er ikke den fil, der blev pakket.",
  "package/header": "{path}: svarhovedet {header} er ikke det, der blev pakket med.",
  "package/policyDiffers": "{path} har ikke pakkens regelsæt.",
  "package/right": { one: "{place}: {n} fil er som pakket (version {version}). Regelsættets SHA-256 {sha256}", other: "{place}: {n} filer er som pakket (version {version}). Regelsættets SHA-256 {sha256}" },
  "selftest/compare": "Sammenlign med visualiseringen i Power BI (.pbiviz)",
  "selftest/same": "Visualiseringen har det regelsæt, der gælder her (SHA-256 {sha256}).",
  "selftest/differs": "Visualiseringen har et andet regelsæt (SHA-256 {sha256}) end det, der gælder her. Upload pakkens egen.",
  "selftest/noVisual": "Filen er ikke en af Diskrets visualiseringer.",
  "selftest/inForce": "Regelsættet, der gælder: {label}, revision {revision}.",
  "classes/needs": "policy classes skal have --csv FIL og -o NYT-REGELSÆT.json.",
  "classes/columns": "Filen skal være en CSV med kolonnerne navn og klasse og, hvor de bruges, antal og begrundelse.",
  "classes/line": "Linje {line} siger ikke sikkert, hvad målet tæller. Klassen er persons, basedOn (med antal), notPersons (med begrundelse) eller unknown.",
  "classes/imported": { one: "{n} mål er lagt ind: {file}", other: "{n} mål er lagt ind: {file}" },
  "dax/needs": "policy dax skal have --measures FIL: ét målnavn pr. linje, eller en tabelfil fra modellen (.tmdl).",
  "dax/noMeasures": "Der er ingen mål i filen.",
  "dax/whole": "“{measure}” tæller ikke personer og kan vises, som det er.",
  "dax/withheld": "“{measure}” er ikke klassificeret og får intet udtryk. Klassificér det i regelsættet, og skjul det i modellen.",
  "dax/baseMissing": "“{measure}” mangler antallet bag sig i listen og får intet udtryk.",
  "dax/limits": "Lavet af kommunens regelsæt. IKKE KØRT i nogen model: prøv udtrykkene, før de tages i brug.\nHvert tal vurderes for sig. Totaler bliver stående: total minus resten af rækken giver det skjulte tal tilbage.\nBeskytter ikke mod Eksportér data, udsnit, Analysér i Excel eller de oprindelige mål: skjul dem i modellen.\nKun til modeller, kommunen selv ejer; en direkte forbindelse til KOMBIT's kube tager ingen rapportmål.",
  "catalogue/notNewer": "Listen er ikke nyere end den, der er i brug (version {version}).",
  "catalogue/updated": "Listen over FLIS' datasæt er nu version {version}.",
} as const;
