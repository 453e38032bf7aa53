import React from 'react';
import { Checkbox, Form } from 'antd';
import { useT } from '../../shared/locale';
import { KeepConfig } from '../form/KeepConfig';
import { ResponseEditor } from './ResponseEditor';

/** The panel of the Response node, in both clients. */
export function ResponseNodeFieldset() {
  const t = useT();
  return (
    <>
      <KeepConfig />
      <ResponseEditor name={['config']} withVariables />
      <Form.Item
        name={['config', 'continue']}
        valuePropName="checked"
        extra={t('The reply goes out at once, and the nodes below run on. Otherwise the workflow ends here.')}
      >
        <Checkbox>{t('Continue afterwards')}</Checkbox>
      </Form.Item>
    </>
  );
}
