export default {
  "pages/nav": "Sider",
  "pages/language": "Sprog",
  "pages/index": "Arbejdsbænk",
  "pages/rules": "Prøv reglerne",
  "pages/gallery": "Angrib tabellen",
  "pages/builder": "Pakke til it",
} as const;
