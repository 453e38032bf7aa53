/** Bounds of one parsed body: the engine and the database walk values recursively, and every value costs memory. */
export interface ParseLimits {
  /** levels of objects and lists */
  depth: number;
  /** values in all: members of objects, items of lists, attributes, and objects and lists themselves */
  values: number;
  /** parameters of a form or a query */
  parameters: number;
  /** nested brackets in a form's names */
  formDepth: number;
  /** values in a form or a query, with the objects and lists that the brackets make */
  formValues: number;
  /** parts of a multipart body, files and fields together */
  parts: number;
  /** files of a multipart body */
  files: number;
  /** bytes of all headers of one part */
  partHeaders: number;
  /** bytes of a field's name in a multipart body */
  fieldName: number;
  /** bytes of a file's name; longer ones are cut */
  filename: number;
}

/** The limits unless the server is configured otherwise. */
export const PARSE_LIMITS: ParseLimits = {
  depth: 200,
  values: 200_000,
  parameters: 10_000,
  formDepth: 20,
  formValues: 50_000,
  parts: 1_000,
  files: 100,
  partHeaders: 8_192,
  fieldName: 1_024,
  filename: 255,
};

/** What may be read before a request is authentic: anyone can send it. */
export const UNPROVEN_LIMITS: Pick<ParseLimits, 'depth' | 'values' | 'formValues'> = {
  depth: 64,
  values: 50_000,
  formValues: 50_000,
};
