/** Hands a file to the person who sits at the browser. */
export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has taken it when this runs.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
