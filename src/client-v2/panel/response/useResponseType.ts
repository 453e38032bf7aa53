import { useRef } from 'react';
import { Form } from 'antd';
import type { ResponseType } from '../../../common/WebhookConfig';
import { bodyAs, bodyKind, typeToStore } from './bodyKind';

/**
 * The type of a response in the form. Selecting another type converts the body; selecting the previous one restores the input.
 * @param name path of the response in the form
 * @param hasDefault whether a default body is sent while no text is entered
 * @returns the type, derived from the body if none is stored, with handlers for a change of the type and of the body
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
  // Without a stored type, JSON would turn into text as the user types.
  const follow = (nextBody: unknown) => (stored || type !== 'text') && store(type, nextBody);
  return { type, choose, follow };
}
