type Clipboard = Pick<globalThis.Clipboard, 'writeText'>;

/**
 * Copies a text to the clipboard. Browsers offer the clipboard API on https and localhost only; elsewhere, as in most LANs, it falls back to
 * selecting the text and the `copy` command.
 * @param clipboard null where the browser has none
 * @param page where the text is selected
 * @returns whether it worked
 */
export async function copyText(
  text: string,
  clipboard: Clipboard | null | undefined = navigator.clipboard,
  page: Document = document,
): Promise<boolean> {
  try {
    await clipboard?.writeText(text);
    if (clipboard) return true;
  } catch {
    // The API exists but is not permitted; the fallback may be.
  }
  return selectAndCopy(text, page);
}

function selectAndCopy(text: string, page: Document): boolean {
  const field = page.createElement('textarea');
  try {
    field.value = text;
    field.readOnly = true;
    // Off the screen, but not hidden: hidden text cannot be selected.
    Object.assign(field.style, { position: 'fixed', top: '0', insetInlineStart: '-9999px' });
    page.body.append(field);
    field.select();
    return page.execCommand('copy');
  } catch {
    return false;
  } finally {
    field.remove();
  }
}
