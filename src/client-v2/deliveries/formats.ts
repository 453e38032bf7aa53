const UNITS = ['B', 'KiB', 'MiB', 'GiB'];

/** A number of bytes in a suitable unit, with at most one decimal. */
export function formatSize(bytes: number): string {
  const power = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log(bytes) / Math.log(1024)));
  return `${Math.round((bytes / 1024 ** power) * 10) / 10} ${UNITS[power]}`;
}

/** A time in the user's language and time zone, to the second. @param iso ISO 8601 */
export function formatTime(iso: string, language: string): string {
  return new Date(iso).toLocaleString(language);
}
