/** The part of a context that access control adds. */
export interface AccessContext {
  /** whether the person may do something; absent where there is no access control */
  can?(options: { resource: string; action: string }): unknown;
}
