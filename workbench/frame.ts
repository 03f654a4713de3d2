import { createHost, runFrame, THEMES, type VisualPackage } from "../test/hosts/powerbi.ts";
import "./frame.css";

declare global {
  interface Window {
    /** Stands in the page before the package's script. */
    visualPackage: Pick<VisualPackage, "guid" | "strings">;
  }
}

const { guid, strings } = window.visualPackage;
runFrame(createHost, { guid, strings, colours: matchMedia("(prefers-color-scheme: dark)").matches ? THEMES.dark : THEMES.light });
