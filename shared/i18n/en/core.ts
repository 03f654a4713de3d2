export default {
  "measure/unknown": "“{measure}” is not shown: the policy does not say whether it counts persons. Classify the measure in the municipality's policy, or add the count under Values.",
  "measure/baseMissing": "“{measure}” is not shown: the count behind it is not in the table. Add it under Values.",
  "protect/contradicts": "“{measure}” is not shown: the same cell has different numbers in two tables. Refresh them so that they agree.",
  "protect/negative": "“{measure}” is not shown: counts cannot be below zero.",
  "protect/noSafePattern": "“{measure}” cannot be shown safely: no pattern was found that can be proved to hold. Choose fewer or coarser fields.",
  "table/size": "“{measure}” does not have one number for every cell.",
  "table/notFinite": "“{measure}” contains values that are not numbers.",
  "policy/none": "The municipality has not deployed a policy. The built-in rules apply.",
  "policy/unreadable": "The municipality's policy cannot be read. Therefore no numbers are shown. Ask whoever deployed the program for a new edition.",
  "policy/expired": "The municipality's policy expired on {to}. Until a new one is decided, it applies together with the built-in rules.",
  "policy/notYetValid": "The municipality's policy applies from {from} only. Until then it applies together with the built-in rules.",
  "policy/endsSoon": {
    one: "The municipality's policy expires on {to}, in {n} day. A new one must be decided.",
    other: "The municipality's policy expires on {to}, in {n} days. A new one must be decided.",
  },
  "protect/blanks": "“{measure}” cannot be shown safely: the blank cells of the table do not agree with its totals.",
} as const;
