type Clipboard = Pick<globalThis.Clipboard, 'writeText'>;

/**
 * Puts a text on the clipboard. Browsers have one for pages of https and localhost only; elsewhere, as for most of NocoBase in a LAN, the
 * text is selected and copied as a person would do it.
 * @param clipboard the browser's; null where it has none
 * @param page where the text is selected
 * @returns whether it is there
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
    // It is there but not allowed: the other way may be.
  }
  return selectAndCopy(text, page);
}

function selectAndCopy(text: string, page: Document): boolean {
  const field = page.createElement('textarea');
  try {
    field.value = text;
    field.readOnly = true;
    // In sight, as nothing else can be selected, but off the screen.
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
