import React from 'react';
import { Form, InputNumber } from 'antd';
import { useCurrentWorkflowContext } from '@nocobase/plugin-workflow/client-v2';
import { DEFAULTS } from '../../../common/constants';
import { useT } from '../../shared/locale';
import { OptionalResponse } from './OptionalResponse';
import { ResponseEditor } from './ResponseEditor';

/** The responses to the sender, and the timeout of a synchronous run. */
export function ResponseFields() {
  const t = useT();
  const sync = Boolean(useCurrentWorkflowContext().sync);
  return (
    <>
      <ResponseEditor
        name={['config', 'response']}
        withVariables={sync}
        body={DEFAULTS.responseBody}
        extra={
          sync
            ? t('Sent when the run has ended. Variables of the run are filled in. A response node takes precedence.')
            : t('Sent as soon as the call is stored, before the workflow runs.')
        }
        leftEmpty={t('Left empty, the sender hears what its provider asks for, or else "ok".')}
      />
      {sync && (
        <>
          <OptionalResponse
            name={['config', 'failureResponse']}
            label={t('A reply of its own when the run fails')}
            extra={t('Otherwise 500 and a short error in JSON.')}
            status={DEFAULTS.failureStatus}
          />
          <Form.Item
            name={['config', 'timeout']}
            label={t('Longest run')}
            extra={t('After this time the sender gets 504.')}
            normalize={(value: number | null) => value ?? undefined}
          >
            <InputNumber min={1} precision={0} step={1000} addonAfter="ms" placeholder={String(DEFAULTS.timeout)} />
          </Form.Item>
          <OptionalResponse
            name={['config', 'timeoutResponse']}
            label={t('A reply of its own when time is up')}
            extra={t('The run goes on. Only variables of the call are there.')}
            status={DEFAULTS.timeoutStatus}
          />
        </>
      )}
    </>
  );
}
