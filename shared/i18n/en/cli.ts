export default {
  "cli/help": `Diskret hides small counts in tables so that they cannot be worked out from the numbers left.
An internal control, not access control: whoever has the cube or the original still sees it all.

  diskret mask FILE… [-o DIR] [--policy POLICY.json] [--json]
      Writes a protected copy of each file: NAME.diskret.xlsx, .csv or .json.
      .xlsx: sheets are kept; every PivotTable is replaced by its protected table, source data stay behind.
      .csv:  a data package (one row per cell, in .gz and .zip too): the same file with the mark in place of
             hidden numbers; or a crosstab with labels left and above. Totals are found by arithmetic.
      .json: Diskret's neutral table format.
      --json           confidential report on standard output; without -o no copy is written
      --protection     exact | standard | interval
      --audience       none | any | 101,147  (municipalities that know their own numbers)
      --zeros          hide | show
      --dimensions     A,B  columns of a data package that are no measures
  diskret audit FILE [--suppressed PATTERN.json] [--mark ..] [--lower 0|1] [--json]
                     [--policy POLICY.json] [--protection …] [--audience …] [--zeros …]
      Tries to work out the hidden numbers of a table, whoever made it.
      Every municipality searches with its own numbers too (--audience none: nobody does).
      --no-intervals   leaves out what each cell can be (minutes where thousands are hidden)
  diskret pivots FILE.xlsx [--json]
      Lists the workbook's PivotTables and their structure, without numbers.
  diskret watch DIR -o DIR [--policy POLICY.json] [--once] [--every SECS] [--settle SECS]
      Protects every file that arrives in the folder, once; reports and quarantine in DIR/.diskret
  diskret scan FILE|DIR… [--json|--sarif|--html] [--names] [--resume JOURNAL] [--policy POLICY.json]
      Finds what travels with a file: source rows, hidden sheets, numbers in charts, small counts …
      --names          includes user names; --resume goes on with an interrupted scan
  diskret policy | package | inspect | catalogue | report-audit   --help: for whoever decides and deploys
  Everywhere: --lang da|en, --help, --version

Examples
  diskret mask report.xlsx -o out/
  diskret mask table.json --json --zeros show
  diskret audit out/table.diskret.csv

Without --policy the built-in rules hold: counts of 5 or less are hidden, zero too.
No option can loosen a policy. Every file is protected by itself: tables about the same persons
belong in one workbook or JSON array, or together they may give away what each of them hides.

Diskret cannot
  read .xls, .xlsb and .ods
  protect amounts, shares and averages without the count behind them
  remove numbers from a PivotTable that is still connected to its source

Exit code: 0 all done and safe · 1 something was refused, unsafe or found · 2 could not run
Reports made with --json are for whoever holds the true numbers. Do not pass them on.`,
  "cli/progress": "[{k}/{of}] {file} …",
  "cli/noCommand": "A command is missing. Try diskret --help",
  "cli/unknownCommand": "Unknown command “{command}”. Try diskret --help",
  "cli/noFile": "diskret {command} needs a file.",
  "cli/oneFile": "diskret {command} takes one file at a time.",
  "cli/unknownOption": "Unknown option {option}. Try diskret --help",
  "cli/optionValue": "The option {option} lacks a value, or may not have one.",
  "cli/optionElsewhere": "The option {option} does not belong to diskret {command}.",
  "cli/choice": "{option} must be: {choices}",
  "cli/loosens": "{option} would loosen the policy. It can only be tightened.",
  "cli/kind": "Cannot read this kind of file. Supported: .xlsx, .xlsm, .csv, .tsv, .txt, .json, .gz and .zip.",
  "cli/directory": "Is a folder, not a file.",
  "cli/notFile": "Is not a regular file.",
  "cli/tooLarge": "The file is too large.",
  "cli/missing": "The file does not exist.",
  "cli/unreadable": "The file cannot be read ({reason}).",
  "cli/json": "Not valid JSON (line {line}, character {column}).",
  "cli/outputTaken": "The copy would overwrite another file of the same run. Choose another folder with -o.",
  "cli/unwritable": "The file cannot be written ({reason}).",
  "cli/internal": "Unexpected error ({error}). Nothing was written half.",
  "mask/written": {
    one: "{file}: {n} of {cells} cells is hidden ({share} % of the total count) → {copy}",
    other: "{file}: {n} of {cells} cells are hidden ({share} % of the total count) → {copy}",
  },
  "mask/exportNotAllowed": "The municipality's policy does not let protected tables be exported.",
  "mask/unsafe": "An independent attack on the protected table worked a hidden number out. Nothing is handed out; please report this fault.",
  "mask/alreadyHidden": "The table already has hidden cells. Only a table with all its true numbers can be protected.",
  "audit/safe": "{file}: none of the {n} hidden cells can be worked out.",
  "audit/unsafe": "{file}: {found} of {n} hidden cells can be worked out: {cells}",
  "audit/derived": {
    one: "{file}: {n} small sum of hidden cells can be worked out: {cells}",
    other: "{file}: {n} small sums of hidden cells can be worked out: {cells}",
  },
  "audit/remainders": {
    one: "{file}: {n} number differs by a small count from one under a wider filter: {cells}",
    other: "{file}: {n} numbers differ by a small count from those under a wider filter: {cells}",
  },
  "audit/knownValue": "The recipient knows cell “{cell}”, but its value is not in the file.",
  "audit/pattern": "The pattern must be a list of cells or have the fields primary and secondary ({path}).",
  "audit/patternCell": "The pattern names a cell that the table does not have ({path}).",
  "audit/onlyTables": "--suppressed can only be used with a .json table.",
  "audit/insider": {
    one: "{file}: {municipality} knows its own numbers and can work out {n} hidden cell: {cells}",
    other: "{file}: {municipality} knows its own numbers and can work out {n} hidden cells: {cells}",
  },
  "audit/unresolved": {
    one: "{file}: {n} hidden cell is proved neither safe nor disclosed: {cells}",
    other: "{file}: {n} hidden cells are proved neither safe nor disclosed: {cells}",
  },
  "audit/insidersLeftOut": "{file}: what municipalities with their own numbers can work out was not searched, for the hidden numbers are not in the file. Give the table with all numbers and --suppressed.",
  "audit/contradiction": "The shown numbers contradict each other, or --lower is too high: no hidden numbers fit them.",
  "pivots/onlyWorkbook": "Only workbooks have PivotTables.",
  "pivots/read": "{sheet}!{ref}  {name}: {rows} rows × {columns} columns",
  "pivots/refused": "{sheet}!{ref}  refused: {reason}",
  "table/type": "The table's field “{path}” has the wrong form (expected: {expected}).",
  "table/empty": "There is no table or no cell in “{path}”.",
  "table/form": "The table must have either dims and values (or measures) or cells and relations (“{path}”).",
  "table/length": "The list “{path}” must have {expected} elements but has {found}.",
  "table/duplicate": "“{path}” names the same thing twice.",
  "table/parent": "“{path}” is no valid parent.",
  "table/unknownCell": "“{path}” is no cell of the table.",
  "table/unknownDimension": "“{path}” is none of the table's dimensions.",
  "table/unknownBase": "“{path}” is none of the table's measures.",
  "table/negative": "“{path}” is negative, but counts cannot be below zero.",
  "table/circle": "“{path}” makes a total a part of itself.",
  "table/limit": "“{path}” must be a whole number from 1 to 50: counts up to and including it are hidden.",
  "table/limits": "maxN and threshold do not say the same (“{path}”).",
  "grid/empty": "There is no table: expected labels left and above, and numbers in between.",
  "grid/numberFormat": "The numbers use both comma and point as decimal mark.",
  "grid/header": "A header row is missing, or a heading is a number (row {row}, column {column}). Only years may stand alone.",
  "grid/label": "A label is a number of fewer than three digits (row {row}, column {column}) and could be taken for a count. Write, say, “age 0”.",
  "grid/text": "There is text among the numbers (row {row}, column {column}).",
  "grid/row/doesNotAddUp": "Row {row} is called a total but is not the sum of the rows above or below it.",
  "grid/row/ambiguous": "The numbers do not tell which total row {row} belongs to. Write, say, the region in a column of its own.",
  "grid/column/doesNotAddUp": "Column {column} is called a total but is not the sum of the columns beside it.",
  "grid/column/ambiguous": "The numbers do not tell which total column {column} belongs to. Write the group in a header row of its own.",
  "csv/delimiter": "The file is no table: expected columns separated by semicolon, comma, tab or vertical bar.",
  "csv/quotes": "The file has quotation marks that are not closed.",
  "csv/list": "The file is a list with one number per line. Only crosstabs are read here: one dimension left, one above, totals included.",
} as const;
