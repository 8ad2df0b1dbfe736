/** Notebooks as data: read, write, clean, parameters, and the cells as one module. Imports nothing of ours. */
export type {
  Cell,
  CellMetadata,
  CodeCell,
  DisplayOutput,
  ErrorOutput,
  Json,
  MarkdownCell,
  MimeBundle,
  Notebook,
  Output,
  StreamOutput,
} from "./nbformat.ts";
export { readNotebook } from "./read_notebook.ts";
export { foreignLanguage } from "./foreign_language.ts";
export { writeNotebook } from "./write_notebook.ts";
export { cleanNotebook } from "./clean_notebook.ts";
export { findParametersCell, parametersOf } from "./parameters_of.ts";
export type { Parameter, ParameterType, ParameterValues } from "./parameters_of.ts";
export type { ParameterValue } from "./_value_type.ts";
export { injectParameters } from "./inject_parameters.ts";
export { parseParameterArguments, parseParameterFile } from "./parse_parameter_arguments.ts";
export type { ParameterChoices } from "./parse_parameter_arguments.ts";
export { parameterSets } from "./parameter_sets.ts";
export { notebookModules } from "./notebook_modules.ts";
export type { CellPlace, NotebookModule } from "./notebook_modules.ts";
export { sourceFindings } from "./source_findings.ts";
export type { NotebookFinding, NotebookRule } from "./source_findings.ts";
