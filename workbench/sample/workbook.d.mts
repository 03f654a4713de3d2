/** Bytes of the sample workbook, with the age group that its first PivotTable is filtered by: the same on every run and machine. */
export declare function sampleWorkbook(filter?: { readonly age?: string }): Uint8Array;
