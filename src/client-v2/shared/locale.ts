import { tExpr as flowTExpr, useFlowEngine, type Translate } from '@nocobase/flow-engine';
import { NAMESPACE } from '../../common/constants';
import type { LocalText } from '../../common/providers';

/** Our texts first, NocoBase's own after them. Values go into React, which escapes them itself. */
const OPTIONS = { ns: [NAMESPACE, 'client'], nsMode: 'fallback', interpolation: { escapeValue: false } };

/** The translator of this plugin's texts. */
export function useT(): Translate {
  const { context } = useFlowEngine();
  return (key, options) => context.t(key, { ...OPTIONS, ...options });
}

/** A template of one of this plugin's texts, translated by NocoBase when it is shown. */
export function tExpr(key: string): string {
  return flowTExpr(key, { ns: OPTIONS.ns, nsMode: OPTIONS.nsMode });
}

/** The language that the person reads, such as `zh-CN`. */
export function useLanguage(): string {
  return useFlowEngine().context.i18n?.language ?? 'en-US';
}

/** The text in the language of a person; English unless that is Chinese. */
export function localText(text: LocalText, language: string | undefined): string {
  return language?.toLowerCase().startsWith('zh') ? text.zh : text.en;
}
