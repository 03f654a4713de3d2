/** Denmark's five regions and their municipalities with rough populations in thousands: they only skew the invented counts. */
export const REGIONS = {
  "Hovedstaden": {
    "Albertslund": 27, "Allerød": 26, "Ballerup": 52, "Bornholm": 39, "Brøndby": 39, "Dragør": 14, "Egedal": 44, "Fredensborg": 41,
    "Frederiksberg": 105, "Frederikssund": 46, "Furesø": 42, "Gentofte": 75, "Gladsaxe": 70, "Glostrup": 23, "Gribskov": 42, "Halsnæs": 32,
    "Helsingør": 64, "Herlev": 30, "Hillerød": 55, "Hvidovre": 54, "Høje-Taastrup": 57, "Hørsholm": 25, "Ishøj": 24, "København": 660,
    "Lyngby-Taarbæk": 58, "Rudersdal": 57, "Rødovre": 44, "Tårnby": 43, "Vallensbæk": 17,
  },
  "Midtjylland": {
    "Favrskov": 50, "Hedensted": 47, "Herning": 90, "Holstebro": 59, "Horsens": 97, "Ikast-Brande": 43, "Lemvig": 19, "Norddjurs": 37,
    "Odder": 24, "Randers": 100, "Ringkøbing-Skjern": 56, "Samsø": 4, "Silkeborg": 100, "Skanderborg": 65, "Skive": 45, "Struer": 21,
    "Syddjurs": 45, "Viborg": 98, "Aarhus": 370,
  },
  "Nordjylland": {
    "Brønderslev": 37, "Frederikshavn": 58, "Hjørring": 63, "Jammerbugt": 38, "Læsø": 2, "Mariagerfjord": 41, "Morsø": 20, "Rebild": 31,
    "Thisted": 43, "Vesthimmerlands": 36, "Aalborg": 224,
  },
  "Sjælland": {
    "Faxe": 37, "Greve": 52, "Guldborgsund": 60, "Holbæk": 74, "Kalundborg": 49, "Køge": 63, "Lejre": 29, "Lolland": 40, "Næstved": 84,
    "Odsherred": 33, "Ringsted": 36, "Roskilde": 91, "Slagelse": 80, "Solrød": 24, "Sorø": 30, "Stevns": 24, "Vordingborg": 45,
  },
  "Syddanmark": {
    "Assens": 41, "Billund": 27, "Esbjerg": 116, "Fanø": 3, "Fredericia": 52, "Faaborg-Midtfyn": 52, "Haderslev": 55, "Kerteminde": 24,
    "Kolding": 95, "Langeland": 12, "Middelfart": 40, "Nordfyns": 30, "Nyborg": 32, "Odense": 208, "Svendborg": 60, "Sønderborg": 74,
    "Tønder": 37, "Varde": 50, "Vejen": 43, "Vejle": 121, "Ærø": 6, "Aabenraa": 59,
  },
};
