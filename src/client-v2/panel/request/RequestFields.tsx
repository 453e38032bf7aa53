import React from 'react';
import { Form, InputNumber, Select } from 'antd';
import { useCurrentWorkflowContext } from '@nocobase/plugin-workflow/client-v2';
import { DEFAULTS, METHODS } from '../../../common/constants';
import { trimPath } from '../../shared/endpointUrl';
import { pathProblem } from '../../shared/pathProblem';
import { useT } from '../../shared/locale';
import { CleanInput } from '../form/CleanInput';

const KIB = 1024;
const METHOD_OPTIONS = METHODS.map((value) => ({ value, label: value }));

/** Which requests the endpoint accepts: methods, path, size. */
export function RequestFields() {
  const t = useT();
  const workflow = useCurrentWorkflowContext();
  return (
    <>
      <Form.Item
        name={['config', 'methods']}
        label={t('Methods')}
        initialValue={[...DEFAULTS.methods]}
        rules={[{ required: true, message: t('Choose at least one method.') }]}
      >
        <Select mode="multiple" options={METHOD_OPTIONS} />
      </Form.Item>
      <Form.Item
        name={['config', 'path']}
        label={t('Path')}
        extra={t('Optional. ":name" is a parameter, a final "*name" takes all the rest: orders/:orderId')}
        normalize={(value: string) => value || undefined}
        rules={[
          {
            validator: async (_rule, value?: string) => {
              const problem = pathProblem(value);
              if (problem) throw new Error(t(problem.key, problem.values));
            },
          },
        ]}
      >
        <CleanInput clean={trimPath} placeholder={String(workflow.key ?? '')} spellCheck={false} allowClear />
      </Form.Item>
      <Form.Item
        name={['config', 'maxBodySize']}
        label={t('Largest body')}
        extra={t('Larger calls are refused. The server may set a lower limit.')}
        getValueProps={(value?: number) => ({ value: value == null ? undefined : value / KIB })}
        normalize={(value: number | null) => (value == null ? undefined : Math.round(value * KIB))}
      >
        <InputNumber min={1} addonAfter="KiB" placeholder={String(DEFAULTS.maxBodySize / KIB)} />
      </Form.Item>
    </>
  );
}
