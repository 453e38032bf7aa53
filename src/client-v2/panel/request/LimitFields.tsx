import React from 'react';
import { Form, InputNumber, Space, Switch } from 'antd';
import type { WebhookConfig } from '../../../common/WebhookConfig';
import { useT } from '../../shared/locale';
import { DeduplicationFields } from './DeduplicationFields';

const RATE = ['config', 'rateLimit'];
const USUAL = { requests: 60, seconds: 60 };

/** Rate limit and detection of duplicates. */
export function LimitFields() {
  const t = useT();
  const form = Form.useFormInstance();
  const limited = (Form.useWatch(RATE, form) as WebhookConfig['rateLimit']) != null;
  return (
    <>
      <Form.Item label={t('Limit the rate')} extra={t('More calls than that get 429 and are told when to try again.')}>
        <Space wrap>
          <Switch
            checked={limited}
            onChange={(on) => form.setFieldValue(RATE, on ? USUAL : undefined)}
            aria-label={t('Limit the rate')}
            data-testid="webhook-rate"
          />
          {limited && (
            <>
              <Form.Item
                noStyle
                name={[...RATE, 'requests']}
                rules={[{ required: true, message: t('Enter a number.') }]}
              >
                <InputNumber min={1} max={1_000_000} precision={0} addonAfter={t('calls')} style={{ width: 160 }} />
              </Form.Item>
              <Form.Item
                noStyle
                name={[...RATE, 'seconds']}
                rules={[{ required: true, message: t('Enter a number.') }]}
              >
                <InputNumber
                  min={1}
                  max={86_400}
                  precision={0}
                  addonBefore={t('in')}
                  addonAfter="s"
                  style={{ width: 160 }}
                />
              </Form.Item>
            </>
          )}
        </Space>
      </Form.Item>
      <DeduplicationFields />
    </>
  );
}
