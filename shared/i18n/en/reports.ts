import type { Translation } from "../message.ts";
import type da from "../da/reports.ts";

export default {
  "project/read": { one: "{report}: {n} finding", other: "{report}: {n} findings" },
  "project/none": "There is no report: expected a folder with definition.pbir. Save the report as a Power BI project (.pbip).",
  "project/noFolder": "Is not a folder. Save the report as a Power BI project (.pbip) and name the project's folder.",
  "project/unread": "{path} cannot be read, so nothing can be said of this report.",
  "project/unprotected": "Page “{page}”: {type} “{visual}” shows {measure} unprotected. Use Diskret's matrix, or classify the measure in the policy.",
  "project/notFromStore": "Page “{page}”: Diskret's visual “{visual}” is not from the organisation's store, so its rules may have been changed. Insert it from the store.",
  "project/optionsMenu": "Page “{page}”: the “…” menu of “{visual}” is open: Show as a table and Export data. Turn More options off under Header icons; the shortcut Alt+Shift+F11 stays.",
  "project/sameMeasure": "{n} of Diskret's visuals show {measure}. Each protects its own table: they can differ by a small count. Show the measure in one place.",
  "project/slicer": "Page “{page}”: a slicer on {field}, which the matrix shows too: two choices can differ by a small count. Remove or lock it.",
  "project/slicerBeside": "Page “{page}”: a slicer on {field} narrows the matrix: two choices can differ by a small count.",
  "project/public": "The report uses {visual} from AppSource, which hides nothing.",
  "project/private": "The report holds {visual} from a file that somebody brought in.",
  "project/export": "Export data is open. Set it to None in the report's settings.",
  "project/personalise": "Readers can personalise visuals, that is, change to a table without protection. Turn it off in the report's settings.",
  "project/personalisePage": "Page “{page}”: readers can personalise visuals. Turn it off on the page.",
  "project/print": "In PDF, PowerPoint and subscriptions Diskret's visual is blank, for it is not certified. The project's files do not say who subscribes: give the administrators' answer with --subscriptions.",
  "project/noDiskret": "The report does not use Diskret's visual.",
  "project/subscribed": "Subscription “{title}” ({format}): its recipient gets the unprotected visuals; Diskret's is blank.",
  "project/subscriptions": "Is no answer of GetReportSubscriptionsAsAdmin: expected a field value with a list.",
} as const satisfies Translation<typeof da>;
