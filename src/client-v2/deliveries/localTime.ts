/** A moment in the person's language and time zone, to the second. @param iso ISO 8601 */
export function localTime(iso: string, language: string): string {
  return new Date(iso).toLocaleString(language);
}
