import type da from "../da/policy.ts";
import type { Translation } from "../message.ts";

export default {
  "policy/notObject": "The policy must be one JSON object, { … }.",
  "policy/unknownField": "The policy has a field that Diskret does not know: {path}",
  "policy/missing": "{path} is missing.",
  "policy/value": "{path} has an invalid value. Expected: {expected}",
  "policy/version": "The policy's version is unknown ({path}). Diskret reads version 1.",
  "policy/days": "{path} must be a whole number of days from 1 to 3660.",
  "policy/minimum": "{path} must be a whole number from 0: the least number of persons in a filtered view.",
  "policy/limit": "{path} must be a whole number from 1 to 50: counts up to and including it are hidden.",
  "policy/revision": "{path} must be a whole number from 1 to 65535.",
  "policy/code": "{path} must be a municipality's code of three digits, such as 461.",
  "policy/audience": "{path} must be “none”, “anyMunicipality” or a list of municipality codes.",
  "policy/date": "{path} must be a date that exists, written as 2026-12-31.",
  "policy/order": "{path}: to comes before from.",
  "policy/pattern": "{path} is not a valid regular expression.",
  "policy/recognise": "{path} must name at least one of cube, connection, measure and field.",
  "policy/mark": "{path} must be 1–8 characters without digits, and not a dash alone: “-” means zero in Danish tables.",
  "policy/logFolder": "{path} must be the https address of a folder without user, query and fragment, or a folder or case where the note is filed by hand.",
  "policy/empty": "{path} must not be empty.",
  "policy/tooLong": "{path} is too long.",
  "policy/codeUnknown": "{path} is not the code of a Danish municipality.",
  "policy/notForDeployment": "{path} is missing. The policy can be used, but not deployed before it is filled in.",
  "policy/dataSetNotListed": "{path}: FLIS's list has no data set called “{name}”.",
  "policy/unfollowed": "{path}: “full” is not followed. All hidden numbers have one explanation.",
  "catalogue/value": "The list of data sets has an invalid value in {path}",
  "catalogue/age": {
    one: "The list of FLIS's data sets (version {version}) was read on {read}, {n} day ago.",
    other: "The list of FLIS's data sets (version {version}) was read on {read}, {n} days ago.",
  },
  "policy/files": "diskret {command}: the number of files must be at most {files}.",
  "policy/encoding": "The policy must be saved as UTF-8.",
  "policy/read": "{file}: the policy can be read. SHA-256 {sha256}",
  "policy/summary": `Municipality {municipality}
Decided by   {decided}
Valid        {from} to {to} (revision {revision})
Limit        {maxN} or fewer; zeros: {zeros}; blank cells: {blank}; mark: {mark}
Protection   {protection}; audience: {audience}; explanation: {explain}
Numbers given out before: {ledger}, {ledgerDays} days; filtered views: {filteredViews}, at least {filteredMinimum}; own small counts: {ownCells}
Allowed      {allowed}
SHA-256      {sha256}`,
  "policy/help": `For whoever decides the municipality's policy, and whoever deploys it.

  diskret policy check FILE       is the policy valid, and can it be deployed? (0 yes, 1 no, 2 cannot be read)
  diskret policy show FILE        the rules as they hold, with the built-in ones filled in  [--json]
  diskret policy schema           JSON Schema for the editor ($schema)
  diskret policy classes FILE --csv LIST.csv -o NEW.json
      classes of measures from a list made from FLIS's documentation (columns name, class, count, reason)
  diskret policy dax FILE --measures NAMES.txt|TABLE.tmdl [-o FILE]
      DAX for a model of your own; only single small numbers, not what can be worked out from totals
  diskret policy keygen -o DIR    a pair of keys; the private file has “private” in its name
  diskret policy sign FILE --key PRIVATE [-o FILE.jws]
  diskret policy verify FILE.jws --key PUBLIC [--key NEXT] [-o FILE]
  diskret package --policy FILE [--key PRIVATE [--key NEXT]] --host https://… -o DIR
      manifest, site, visual, server configuration, SBOM and SHA256SUMS; the same input gives the same bytes
      --key: the site takes a newer policy.jws, signed by these keys, without a new package
  diskret package --check DIR|https://…     is what is deployed as it should be?
  diskret inspect FILE.pbiviz [taskpane.js] the policy in packages; several files must have the same
  diskret report-audit FOLDER… [--policy FILE] [--subscriptions FILE] [--json]
      what in Power BI projects (.pbip) leads around the protection
  diskret catalogue check|update FILE       the list of FLIS's data sets`,
  "signature/form": "The signed policy is not written the way Diskret writes it. It is refused.",
  "signature/key": "The policy is signed with another key. It is refused.",
  "signature/tampered": "The signature does not fit the policy. It was changed and is refused.",
  "signature/oneKey": "State exactly one private key with --key; public ones beside it are trusted too.",
  "signature/noKey": "State at least one public key with --key.",
  "signature/noEdKey": "The file is no Ed25519 key (JWK).",
  "signature/notPrivate": "The key is public. Signing takes the private one.",
  "signature/keys": "Private key (do not share it): {private}\nPublic key: {public}",
  "signature/signed": "Signed: {file}",
  "signature/verified": "{file}: the signature fits (key {key}). SHA-256 {sha256}",
  "inspect/unreadable": "The file does not hold one policy that can be read and fits its SHA-256.",
  "inspect/builtIn": "{file} (version {version}): no policy; the built-in rules apply.",
  "inspect/policy": "{file} (version {version}): policy with SHA-256 {sha256}",
  "inspect/different": "The files do not hold the same policy.",
  "package/needs": "package needs --policy FILE, --host https://… and -o DIR (or --check DIR|https://…).",
  "package/host": "--host must be the site's address with https ({host}).",
  "package/noPlace": "The program's files do not have room for exactly one policy. Get the program again.",
  "package/incomplete": "{name} is missing beside diskret.mjs. Get the program again.",
  "package/raiseRevision": "The folder has a package of other content and the same or a higher revision. Raise the policy's revision and choose a new folder.",
  "package/folderTaken": "The folder has an earlier package. Choose a new folder, so that the earlier one is there to go back to.",
  "package/made": { one: "{folder}: {n} file. The policy's SHA-256 {sha256}", other: "{folder}: {n} files. The policy's SHA-256 {sha256}" },
  "package/noDeployment": "There is no readable deployment.json.",
  "package/unreachable": "The address does not answer ({reason}).",
  "package/missing": "{path} is missing from what is deployed.",
  "package/differs": "{path} is not the file that was packaged.",
  "package/header": "{path}: the header {header} is not what was packaged.",
  "package/policyDiffers": "{path} does not hold the package's policy.",
  "package/right": { one: "{place}: {n} file is as packaged (version {version}). The policy's SHA-256 {sha256}", other: "{place}: {n} files are as packaged (version {version}). The policy's SHA-256 {sha256}" },
  "selftest/compare": "Compare with the visual in Power BI (.pbiviz)",
  "selftest/same": "The visual has the policy that holds here (SHA-256 {sha256}).",
  "selftest/differs": "The visual has another policy (SHA-256 {sha256}) than the one that holds here. Upload the package's own.",
  "selftest/noVisual": "The file is none of Diskret's visuals.",
  "selftest/inForce": "The policy in force: {label}, revision {revision}.",
  "classes/needs": "policy classes needs --csv FILE and -o NEW-POLICY.json.",
  "classes/columns": "The file must be a CSV with the columns name and class and, where they are used, count and reason.",
  "classes/line": "Line {line} does not say for certain what the measure counts. The class is persons, basedOn (with count), notPersons (with reason) or unknown.",
  "classes/imported": { one: "{n} measure was added: {file}", other: "{n} measures were added: {file}" },
  "dax/needs": "policy dax needs --measures FILE: one measure's name per line, or a table file of the model (.tmdl).",
  "dax/noMeasures": "There are no measures in the file.",
  "dax/whole": "“{measure}” does not count persons and may be shown as it is.",
  "dax/withheld": "“{measure}” is not classified and gets no expression. Classify it in the policy, and hide it in the model.",
  "dax/baseMissing": "The count behind “{measure}” is not in the list, so it gets no expression.",
  "dax/limits": "Made from the municipality's policy. NOT RUN in any model: try the expressions before you use them.\nEach number is judged alone. Totals stay: the total minus the rest of its row gives the hidden number back.\nProtects neither against Export data, slicers, Analyze in Excel nor the original measures: hide those in the model.\nFor models that the municipality owns only; a live connection to KOMBIT's cube takes no report measures.",
  "catalogue/notNewer": "The list is not newer than the one in use (version {version}).",
  "catalogue/updated": "The list of FLIS's data sets is now version {version}.",
} as const satisfies Translation<typeof da>;
