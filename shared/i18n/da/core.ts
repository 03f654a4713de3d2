export default {
  "measure/unknown": "“{measure}” vises ikke: regelsættet siger ikke, om tallet tæller personer. Klassificér målet i kommunens regelsæt, eller tilføj feltet Antal under Værdier.",
  "measure/baseMissing": "“{measure}” vises ikke: det antal, det bygger på, er ikke i tabellen. Tilføj det under Værdier.",
  "protect/contradicts": "“{measure}” vises ikke: den samme celle har forskellige tal i to tabeller. Opdatér dem, så de viser det samme.",
  "protect/negative": "“{measure}” vises ikke: antal kan ikke være under nul.",
  "protect/noSafePattern": "“{measure}” kan ikke vises sikkert: der blev ikke fundet et mønster, som kan bevises at holde. Vælg færre eller grovere felter.",
  "table/size": "“{measure}” har ikke ét tal for hver celle.",
  "table/notFinite": "“{measure}” indeholder værdier, der ikke er tal.",
} as const;
