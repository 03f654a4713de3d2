/** Lists (data packages): one row per cell. */
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
} as const;
