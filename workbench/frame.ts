import { createHost, runFrame, THEMES, type VisualPackage } from "../test/hosts/powerbi.ts";
import "./frame.css";

declare global {
  interface Window {
    /** Written beside the package's script when the page is built. */
    visualPackage: Pick<VisualPackage, "guid" | "strings">;
  }
}

const { guid, strings } = window.visualPackage;
runFrame(createHost, { guid, strings, colours: matchMedia("(prefers-color-scheme: dark)").matches ? THEMES.dark : THEMES.light });
