import { tExpr as flowTExpr, useFlowEngine, type Translate } from '@nocobase/flow-engine';
import { NAMESPACE } from '../../common/constants';
import type { LocalText } from '../../common/providers';

/** Our texts first, then NocoBase's. React escapes the values, so i18next must not. */
const OPTIONS = { ns: [NAMESPACE, 'client'], nsMode: 'fallback', interpolation: { escapeValue: false } };

/** Returns the translator of this plugin's texts. */
export function useT(): Translate {
  const { context } = useFlowEngine();
  return (key, options) => context.t(key, { ...OPTIONS, ...options });
}

/** A template of one of this plugin's texts, which NocoBase translates on render. */
export function tExpr(key: string): string {
  return flowTExpr(key, { ns: OPTIONS.ns, nsMode: OPTIONS.nsMode });
}

/** The user's language, such as `zh-CN`. */
export function useLanguage(): string {
  return useFlowEngine().context.i18n?.language ?? 'en-US';
}

/** The Chinese text for Chinese languages, otherwise the English one. */
export function localText(text: LocalText, language: string | undefined): string {
  return language?.toLowerCase().startsWith('zh') ? text.zh : text.en;
}
