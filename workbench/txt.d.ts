/** A text file built into the page. */
declare module "*.txt" {
  const text: string;
  export default text;
}
