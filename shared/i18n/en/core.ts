export default {
  "measure/unknown": "“{measure}” is not shown: the policy does not say whether it counts persons. Classify the measure in the municipality's policy, or add the count under Values.",
} as const;
