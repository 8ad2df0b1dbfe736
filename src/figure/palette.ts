/** What a colour stands for, in every figure and on every page. */
export type Role = "supply" | "use" | "use-ink" | "build" | "draw" | "quiet" | "paper";

const LIGHT: Readonly<Record<Role, string>> = {
  supply: "#2f6f9f",
  use: "#c2703d",
  "use-ink": "#a3561f", // the same for words, which need more contrast
  build: "#5b8c5a",
  draw: "#b5474b",
  quiet: "#8a8f98",
  paper: "#ffffff",
};

const DARK: Readonly<Record<Role, string>> = {
  supply: "#7db4dc",
  use: "#e2a06f",
  "use-ink": "#e2a06f",
  build: "#8fc48d",
  draw: "#e58589",
  quiet: "#8d939c",
  paper: "#16191d",
};

/** A colour as SVG and CSS take it: the page's own custom property, or the light variant where there is none. */
export const COLOURS: Readonly<Record<Role, string>> = Object.fromEntries(
  Object.entries(LIGHT).map(([role, hex]) => [role, `var(--${role}, ${hex})`]),
) as Record<Role, string>;

const declare = (hexes: Readonly<Record<Role, string>>) =>
  Object.entries(hexes).map(([role, hex]) => `--${role}:${hex}`).join(";");

/**
 * The palette as a style sheet for everything inside the selector, in light and dark: by what the reader's system
 * asks, and by the marks that JupyterLab, VS Code and our own pages set. It has no weight against a page's own rules.
 *
 * @param selector a simple CSS selector, like `.chart`
 */
export function paletteCss(selector: string): string {
  const under = (marks: readonly string[]) =>
    `:where(${marks.map((m) => `${m} ${selector}`).join(",")})`;
  // VS Code marks its light high contrast with both of its names.
  const vscode = { contrast: ".vscode-high-contrast", light: ".vscode-high-contrast-light" };
  const dark = [
    '[data-jp-theme-light="false"]',
    ".vscode-dark",
    `${vscode.contrast}:not(${vscode.light})`,
    '[data-theme="dark"]',
  ];
  const light = [
    '[data-jp-theme-light="true"]',
    ".vscode-light",
    vscode.light,
    '[data-theme="light"]',
  ];
  return `:where(${selector}){${declare(LIGHT)}}` +
    `@media (prefers-color-scheme:dark){:where(${selector}){${declare(DARK)}}}` +
    `${under(light)}{${declare(LIGHT)}}${under(dark)}{${declare(DARK)}}`;
}
