import { useRef } from 'react';
import { Form } from 'antd';
import type { ResponseType } from '../../../common/WebhookConfig';
import { bodyAs, bodyKind, typeToStore } from './bodyKind';

/**
 * The type of a response in the form. Choosing another one turns the body into it; choosing the one before brings back what was entered.
 * @param name where the response is in the form
 * @param hasDefault whether something else goes out while no text is entered
 * @returns the type, also where none is stored; what to call when another one is chosen, and with the body when that has changed
 */
export function useResponseType(name: string[], hasDefault: boolean) {
  const form = Form.useFormInstance();
  const stored = Form.useWatch([...name, 'type'], form) as ResponseType | undefined;
  const body: unknown = Form.useWatch([...name, 'body'], form);
  const left = useRef(new Map<ResponseType, unknown>());
  const type = stored ?? bodyKind(body);
  const store = (next: ResponseType, nextBody: unknown) =>
    form.setFieldValue([...name, 'type'], typeToStore(next, nextBody, hasDefault));
  const choose = (next: ResponseType) => {
    left.current.set(type, body);
    const nextBody = left.current.has(next) ? left.current.get(next) : bodyAs(next, body);
    form.setFieldValue([...name, 'body'], nextBody);
    store(next, nextBody);
  };
  // JSON whose type is not stored would become a text while it is typed.
  const follow = (nextBody: unknown) => (stored || type !== 'text') && store(type, nextBody);
  return { type, choose, follow };
}
