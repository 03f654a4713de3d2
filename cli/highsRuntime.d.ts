/** The solver's WebAssembly, deflated and in base64: the build puts it into the bundle. */
declare module "highs/runtime" {
  const deflated: string;
  export default deflated;
}
