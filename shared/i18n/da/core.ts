export default {
  "measure/unknown": "“{measure}” vises ikke: regelsættet siger ikke, om tallet tæller personer. Klassificér målet i kommunens regelsæt, eller tilføj feltet Antal under Værdier.",
} as const;
