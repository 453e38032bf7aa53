import type { LocalText } from '../../common/providers';

/** The text in the language of a person; English unless that is Chinese. */
export function localText(text: LocalText, language: string | undefined): string {
  return language?.toLowerCase().startsWith('zh') ? text.zh : text.en;
}
