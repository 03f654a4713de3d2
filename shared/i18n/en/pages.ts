import type da from "../da/pages.ts";
import type { Translation } from "../message.ts";

const en: Translation<typeof da> = {
  "pages/nav": "Pages",
  "pages/language": "Language",
  "pages/index": "Workbench",
  "pages/rules": "Try the rules",
  "pages/gallery": "Attack the table",
  "pages/builder": "Package for IT",
};

export default en;
