import type da from "../da/builder.ts";
import type { Translation } from "../message.ts";

export default {
  "builder/title": "Diskret – package for IT",
  "builder/headline": "From policy to deployment",
  "builder/lead": "Makes the same files as the command diskret package: site, manifest, visual, server configuration and SHA256SUMS.",
  "builder/policy": "Choose the municipality's policy",
  "builder/policy/text": "A JSON file after policy.example.json that says who decided it and how long it holds.",
  "builder/choose": "Choose file",
  "builder/faulty": "{name} cannot be deployed:",
  "builder/noJson": "The file is not JSON in UTF-8.",
  "builder/municipality": "Municipality",
  "builder/decided": "Decided",
  "builder/valid": "Valid",
  "builder/limit": "Limit (inclusive)",
  "builder/revision": "Policy's revision",
  "builder/hash": "SHA-256 begins with",
  "builder/host": "Write the site's address",
  "builder/host/text": "Where the task pane's files will be; https, and a certificate that the PCs trust.",
  "builder/make": "Make the package",
  "builder/make/text": "The same policy, program and address give the same files, byte for byte.",
  "builder/save": "Save {name}",
  "builder/next": "Unpack it, put site/ on the web server, deploy manifest.xml and the .pbiviz, and open /selftest.html. The whole way is in docs/en/it.md.",
  "builder/failed": "The package could not be made. Get the program again.",
  "builder/private": "Everything happens in this page: nothing is sent anywhere.",
  "builder/signing": "Signing takes the command, so that the private key never enters a browser.",
} as const satisfies Translation<typeof da>;
