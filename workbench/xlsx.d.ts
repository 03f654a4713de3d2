/** A workbook built into the page, as a base64 data URI. */
declare module "*.xlsx" {
  const uri: string;
  export default uri;
}
