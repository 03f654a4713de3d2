/**
 * The emulated Power BI host, for tests and for the workbench; nothing here needs Node.
 * `matrixDataView(table)` shapes a table as Power BI delivers it; `createHost` is the host object a visual is given;
 * `mountVisual(iframe, readPackage(bytes))` runs a finished package in a sandboxed frame and `update({dataView})` feeds it.
 */
export * from "./powerbiDataView.ts";
export * from "./powerbiFrame.ts";
export * from "./powerbiHost.ts";
