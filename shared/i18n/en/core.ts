export default {
  "measure/unknown": "“{measure}” is not shown: the policy does not say whether it counts persons. Classify the measure in the municipality's policy, or add the count under Values.",
  "measure/baseMissing": "“{measure}” is not shown: the count behind it is not in the table. Add it under Values.",
  "protect/contradicts": "“{measure}” is not shown: the same cell has different numbers in two tables. Refresh them so that they agree.",
  "protect/negative": "“{measure}” is not shown: counts cannot be below zero.",
  "protect/noSafePattern": "“{measure}” cannot be shown safely: no pattern was found that can be proved to hold. Choose fewer or coarser fields.",
  "table/size": "“{measure}” does not have one number for every cell.",
  "table/notFinite": "“{measure}” contains values that are not numbers.",
} as const;
