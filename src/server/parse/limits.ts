/** Bounds of one parsed body: the engine and the database walk values recursively, and every value costs memory. */
export const PARSE_LIMITS = {
  /** levels of objects and lists */
  depth: 200,
  /** values in all: members of objects, items of lists, and objects and lists themselves */
  values: 1_000_000,
  /** parameters of a form or a query */
  parameters: 10_000,
  /** nested brackets in a form's names */
  formDepth: 20,
  /** largest index of a list in a form's names */
  formIndex: 1_000,
  /** parts of a multipart body, files and fields together */
  parts: 1_000,
  /** files of a multipart body */
  files: 100,
  /** bytes of a field's name in a multipart body */
  fieldName: 1_024,
  /** bytes of a file's name */
  filename: 255,
} as const;
