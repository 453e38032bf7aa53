import React from 'react';
import { Form } from 'antd';
import { useT } from '../shared/locale';
import { JsonField, jsonRule } from './form/JsonField';

/** The fields of "Execute manually", which replace a request. Each is JSON and optional. */
export function ManualFieldset() {
  const t = useT();
  const object = [jsonRule(t, { object: true })];
  return (
    <>
      <Form.Item name="data" label={t('Body')} rules={[jsonRule(t)]}>
        <JsonField placeholder='{ "id": 1 }' />
      </Form.Item>
      <Form.Item name="headers" label={t('Headers')} rules={object}>
        <JsonField placeholder='{ "x-event": "created" }' />
      </Form.Item>
      <Form.Item name="query" label={t('Query parameters')} rules={object}>
        <JsonField placeholder='{ "page": "1" }' />
      </Form.Item>
      <Form.Item name="params" label={t('Path parameters')} rules={object}>
        <JsonField placeholder='{ "orderId": "1" }' />
      </Form.Item>
    </>
  );
}
