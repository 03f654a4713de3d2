import type da from "../da/policy.ts";
import type { Translation } from "../message.ts";

export default {
  "policy/notObject": "The policy must be one JSON object, { … }.",
  "policy/unknownField": "The policy has a field that Diskret does not know: {path}",
  "policy/missing": "{path} is missing.",
  "policy/value": "{path} has an invalid value. Expected: {expected}",
  "policy/version": "The policy's version is unknown ({path}). Diskret reads version 1.",
  "policy/limit": "{path} must be a whole number from 1 to 50: counts up to and including it are hidden.",
  "policy/revision": "{path} must be a whole number from 1 to 65535.",
  "policy/code": "{path} must be a municipality's code of three digits, such as 461.",
  "policy/audience": "{path} must be “none”, “anyMunicipality” or a list of municipality codes.",
  "policy/date": "{path} must be a date that exists, written as 2026-12-31.",
  "policy/order": "{path}: to comes before from.",
  "policy/pattern": "{path} is not a valid regular expression.",
  "policy/recognise": "{path} must name at least one of cube, connection, measure and field.",
  "policy/mark": "{path} must be 1–8 characters without digits, and not a dash alone: “-” means zero in Danish tables.",
  "policy/empty": "{path} must not be empty.",
  "policy/tooLong": "{path} is too long.",
  "policy/codeUnknown": "{path} is not the code of a Danish municipality.",
  "policy/notForDeployment": "{path} is missing. The policy can be used, but not deployed before it is filled in.",
  "policy/dataSetNotListed": "{path}: FLIS's list has no data set called “{name}”.",
  "catalogue/value": "The list of data sets has an invalid value in {path}",
  "catalogue/age": {
    one: "The list of FLIS's data sets (version {version}) was read on {read}, {n} day ago.",
    other: "The list of FLIS's data sets (version {version}) was read on {read}, {n} days ago.",
  },
} as const satisfies Translation<typeof da>;
