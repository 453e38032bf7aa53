/** The fields with a mistake that had none at the check before. */
export function newMistakes(seen: ReadonlySet<string>, now: readonly string[]): string[] {
  return now.filter((id) => !seen.has(id));
}
