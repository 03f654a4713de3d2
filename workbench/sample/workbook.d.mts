/** Bytes of the sample workbook: the same on every run and machine. */
export declare function sampleWorkbook(): Uint8Array;
