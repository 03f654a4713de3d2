/** Our part among the workbook's custom XML parts. */
const NAMESPACE = "urn:diskret:note:1";

/** A custom XML part stays in this workbook: no copy made of values takes it along. */
export async function readNote(context: Excel.RequestContext): Promise<string | null> {
  const part = context.workbook.customXmlParts.getByNamespace(NAMESPACE).getOnlyItemOrNullObject();
  part.load("id");
  await context.sync();
  if (part.isNullObject) return null;
  const xml = part.getXml();
  await context.sync();
  // eslint-disable-next-line office-addins/load-object-before-read -- a ClientResult is filled by the request itself
  return textIn(xml.value);
}

export async function writeNote(context: Excel.RequestContext, text: string): Promise<void> {
  const parts = context.workbook.customXmlParts, part = parts.getByNamespace(NAMESPACE).getOnlyItemOrNullObject();
  part.load("id");
  await context.sync();
  const xml = `<note xmlns="${NAMESPACE}">${escaped(text)}</note>`;
  if (part.isNullObject) parts.add(xml);
  else part.setXml(xml);
  await context.sync();
}

/** The part's text; null for anything that is not what we wrote. */
function textIn(xml: string): string | null {
  const match = /^\s*(?:<\?xml[^>]*\?>)?\s*<note[^>]*>([^<]*)<\/note>\s*$/.exec(xml);
  return match === null ? null : match[1].replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
