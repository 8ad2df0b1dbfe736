import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type Notebook, sourceFindings } from "../notebook/mod.ts";

/** What `check` prints in one line. */
export interface CheckFinding {
  /** Path of the notebook, or of the source file that a type error is in. */
  name: string;
  /** Place among all cells, counted from 1. */
  cell?: number;
  /** Line within the cell, counted from 1. */
  line?: number;
  message: string;
}

const LINK = /!?\[(?:[^\]\\]|\\.)*\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g;

/** The rules of the house for one notebook, links to files among them. */
export function checkNotebook(notebook: Notebook, name: string, folder: string): CheckFinding[] {
  const written = sourceFindings(notebook).map(({ cell, line, message, code }) => ({
    name,
    cell,
    line,
    message: `${message} (${code})`,
  }));
  return [...written, ...linkFindings(notebook, name, folder)];
}

function linkFindings(notebook: Notebook, name: string, folder: string): CheckFinding[] {
  const anchors = headingAnchors(notebook);
  return notebook.cells.flatMap((cell, i): CheckFinding[] => {
    if (cell.cell_type !== "markdown") return [];
    const attachments = Object.keys(cell.attachments ?? {});
    return cell.source.split("\n").flatMap((text, j) =>
      [...text.matchAll(LINK)].map(([, target = ""]) => target).filter((target) => {
        if (target.startsWith("attachment:")) return !attachments.includes(target.slice(11));
        if (/^[a-z][\w+.-]*:/i.test(target)) return false;
        const [path = "", anchor] = target.split("#");
        if (path === "") return !anchors.has(decodeURIComponent(anchor ?? ""));
        return !existsSync(resolve(folder, decodeURIComponent(path)));
      }).map((target) => ({
        name,
        cell: i + 1,
        line: j + 1,
        message: `the link leads nowhere: ${target} (link)`,
      }))
    );
  });
}

/** Anchors that front ends and pages give to headings: Jupyter keeps the words and joins them by dashes, pages lower them. */
function headingAnchors(notebook: Notebook): Set<string> {
  const anchors = new Set<string>();
  for (const cell of notebook.cells) {
    if (cell.cell_type !== "markdown") continue;
    for (const [, heading = ""] of cell.source.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
      anchors.add(heading.replaceAll(" ", "-"));
      anchors.add(
        heading.toLowerCase().replace(/[^\p{L}\p{N}\s-]/gu, "").trim().replace(/\s+/g, "-"),
      );
    }
  }
  return anchors;
}
