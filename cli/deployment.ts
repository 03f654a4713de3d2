import { catalogueInUse, checkCatalogue, updateCatalogue } from "./catalogue.ts";
import { readDeploymentLine } from "./deploymentLine.ts";
import { inspect } from "./inspect.ts";
import { makePackage } from "./package.ts";
import { checkPackage } from "./packageCheck.ts";
import { checkPolicy, keygen, showPolicy, signPolicy, verifyPolicy } from "./policy.ts";
import { policySchema } from "./policySchema.ts";
import { importClasses } from "./policyClasses.ts";
import { daxMeasures } from "./policyDax.ts";
import { DONE, type ExitCode } from "./problem.ts";
import { reportAudit } from "./reportAudit.ts";
import type { Terminal } from "./terminal.ts";

/** The commands of whoever decides and deploys: `policy`, `package`, `inspect`, `catalogue`. */
export async function deployment(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { command, options, files: [file = "", ...others] } = readDeploymentLine(args);
  switch (command) {
    case "help": terminal.print(terminal.speak({ code: "policy/help" })); return DONE;
    case "policy check": return checkPolicy(file, options, catalogueInUse(), terminal);
    case "policy show": return showPolicy(file, options, terminal);
    case "policy classes": return importClasses(file, options, terminal);
    case "policy dax": return daxMeasures(file, options, terminal);
    case "policy schema": terminal.print(policySchema().trimEnd()); return DONE;
    case "policy keygen": return keygen(options, terminal);
    case "policy sign": return signPolicy(file, options, terminal);
    case "policy verify": return verifyPolicy(file, options, terminal);
    case "report-audit": return reportAudit([file, ...others], options, terminal);
    case "inspect": return inspect([file, ...others], options, terminal);
    case "catalogue check": return checkCatalogue(file, terminal);
    case "catalogue update": return updateCatalogue(file, terminal);
    case "package": return options.check === undefined ? makePackage(options, terminal) : checkPackage(options.check, terminal);
  }
}
