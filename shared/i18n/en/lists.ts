/** Data packages (lists with one row per cell) and copies of whole workbooks. */
export default {
  "list/header": "A row with column names is missing, or a column has no name.",
  "list/width": "Row {row} has another number of fields than the column names.",
  "list/tooVaried": "The file has too many different values to be statistics. Are its rows about single persons or cases?",
  "list/tooManyMembers": "The file has too many columns with too many values for totals to be found.",
  "list/noColumn": "The file has no column “{column}”.",
  "list/noMeasure": "The file has no column of counts. Give the column a name that the policy knows, or leave it out of --dimensions.",
  "list/text": "Column “{column}” must be numbers but has text in row {row}.",
  "list/twice": "Row {row} is about the same as an earlier row, and the file has totals. Merge the two, or name the column that tells them apart with --dimensions.",
  "list/notSum": "“{column}”: a row that is called a total is less than the sum of its parts.",
  "list/ambiguous": "The numbers do not tell which rows of column “{column}” are totals. Write, say, “Total”, or the group in a column of its own.",
  "list/closed": {
    one: "{n} of {of} connected sets of rows cannot be shown safely and is hidden whole.",
    other: "{n} of {of} connected sets of rows cannot be shown safely and are hidden whole.",
  },
  "mask/listProgress": "{file}: {n} % done …",
  "packed/unreadable": "The package cannot be opened: it is damaged, encrypted, or of another kind than .zip and .gz.",
  "packed/empty": "There is no .csv, .tsv or .txt in the package.",
  "packed/leftOut": "Is no list and does not come along in the copy.",
  "packed/several": "The lists of the package are protected each by itself. If they are about the same persons, they may together give away what each of them hides.",
  "copy/left/hidden": "Sheet “{sheet}” is hidden and does not come along.",
  "copy/left/data": "Sheet “{sheet}” has numbers outside PivotTables, or is the source of one, and does not come along.",
  "copy/left/empty": "Sheet “{sheet}” has nothing that can come along.",
  "copy/leftNumbers": {
    one: "{n} number outside the PivotTables does not come along.",
    other: "{n} numbers outside the PivotTables do not come along.",
  },
  "copy/leftTexts": {
    one: "{n} text outside the PivotTables does not come along: a formula, or a number in the text.",
    other: "{n} texts outside the PivotTables do not come along: formulas, or numbers in the text.",
  },
  "copy/leftCharts": {
    one: "{n} chart does not come along: it shows numbers that are not in the copy, or is of another kind than column, line, area and pie.",
    other: "{n} charts do not come along: they show numbers that are not in the copy, or are of another kind than column, line, area and pie.",
  },
} as const;
