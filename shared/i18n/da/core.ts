export default {
  "measure/unknown": "“{measure}” vises ikke: regelsættet siger ikke, om tallet tæller personer. Klassificér målet i kommunens regelsæt, eller tilføj feltet Antal under Værdier.",
  "measure/baseMissing": "“{measure}” vises ikke: det antal, det bygger på, er ikke i tabellen. Tilføj det under Værdier.",
  "protect/contradicts": "“{measure}” vises ikke: den samme celle har forskellige tal i to tabeller. Opdatér dem, så de viser det samme.",
  "protect/negative": "“{measure}” vises ikke: antal kan ikke være under nul.",
  "protect/noSafePattern": "“{measure}” kan ikke vises sikkert: der blev ikke fundet et mønster, som kan bevises at holde. Vælg færre eller grovere felter.",
  "table/size": "“{measure}” har ikke ét tal for hver celle.",
  "table/notFinite": "“{measure}” indeholder værdier, der ikke er tal.",
  "policy/none": "Kommunen har ikke udgivet et regelsæt. De indbyggede regler gælder.",
  "policy/unreadable": "Kommunens regelsæt kan ikke læses. Derfor vises ingen tal. Bed den, der har udgivet programmet, om en ny udgave.",
  "policy/expired": "Kommunens regelsæt udløb {to}. Indtil der er besluttet et nyt, gælder det sammen med de indbyggede regler.",
  "policy/notYetValid": "Kommunens regelsæt gælder først fra {from}. Indtil da gælder det sammen med de indbyggede regler.",
  "policy/endsSoon": {
    one: "Kommunens regelsæt udløber {to}, om {n} dag. Der skal besluttes et nyt.",
    other: "Kommunens regelsæt udløber {to}, om {n} dage. Der skal besluttes et nyt.",
  },
  "protect/blanks": "“{measure}” kan ikke vises sikkert: tabellens tomme celler passer ikke med dens totaler.",
} as const;
