import React from 'react';
import { Form, InputNumber } from 'antd';
import { useCurrentWorkflowContext } from '@nocobase/plugin-workflow/client-v2';
import { DEFAULTS } from '../../common/constants';
import { useT } from '../locale';
import { HeaderList } from './HeaderList';
import { jsonRule } from './JsonField';
import { ResponseBody } from './ResponseBody';

/** What the sender gets back, and how long a synchronous run may take. */
export function ResponseFields() {
  const t = useT();
  const sync = Boolean(useCurrentWorkflowContext().sync);
  return (
    <>
      <Form.Item
        name={['config', 'response', 'status']}
        label={t('Status')}
        initialValue={DEFAULTS.responseStatus}
        normalize={(value: number | null) => value ?? undefined}
      >
        <InputNumber min={200} max={599} precision={0} placeholder={String(DEFAULTS.responseStatus)} />
      </Form.Item>
      <HeaderList name={['config', 'response', 'headers']} />
      <Form.Item
        name={['config', 'response', 'body']}
        label={t('Response body')}
        initialValue={DEFAULTS.responseBody}
        rules={[jsonRule(t)]}
        extra={
          sync
            ? t('Sent when the run has ended. Variables of the run are filled in. A response node takes precedence.')
            : t('Sent as soon as the call is stored, before the workflow runs.')
        }
      >
        <ResponseBody withVariables={sync} />
      </Form.Item>
      {sync && (
        <Form.Item
          name={['config', 'timeout']}
          label={t('Longest run')}
          extra={t('After this time the sender gets 504.')}
          normalize={(value: number | null) => value ?? undefined}
        >
          <InputNumber min={1} precision={0} step={1000} addonAfter="ms" placeholder={String(DEFAULTS.timeout)} />
        </Form.Item>
      )}
    </>
  );
}
