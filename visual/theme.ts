import type powerbi from "powerbi-visuals-api";
import type { Look } from "./settings.ts";

type Palette = powerbi.extensibility.ISandboxExtendedColorPalette;

/** Lends the report's colours to the style sheet; in high contrast only the host's own few colours are used. */
export function applyTheme(root: HTMLElement, palette: Palette): void {
  const colours: Record<string, string | undefined> = {
    "--foreground": palette.foreground?.value,
    "--background": palette.background?.value,
    "--accent": palette.isHighContrast ? palette.foregroundSelected?.value : palette.hyperlink?.value,
  };
  for (const [name, value] of Object.entries(colours)) {
    if (value === undefined) root.style.removeProperty(name); else root.style.setProperty(name, value);
  }
  root.classList.toggle("high-contrast", palette.isHighContrast);
}

/** Lends the author's choices to the style sheet, whose lengths all follow the text size. */
export function applyLook(root: HTMLElement, { textSize, banding, wrap }: Look): void {
  root.style.fontSize = `${textSize}pt`;
  root.classList.toggle("banded", banding);
  root.classList.toggle("wrapped", wrap);
}
