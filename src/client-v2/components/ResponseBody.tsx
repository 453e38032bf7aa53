import React, { useState } from 'react';
import { Flex, Input, Radio } from 'antd';
import { WorkflowVariableTextArea } from '@nocobase/plugin-workflow/client-v2';
import { bodyAs, bodyKind, type BodyKind } from '../responseBody';
import { useT } from '../locale';
import { JsonField } from './JsonField';

interface ResponseBodyProps {
  id?: string;
  value?: unknown;
  onChange?: (value: unknown) => void;
  /** a synchronous run can put its variables into the body */
  withVariables: boolean;
}

const SIZE = { minRows: 3, maxRows: 16 };

/** The body of the response, as text, as JSON, or none. */
export function ResponseBody({ id, value, onChange, withVariables }: ResponseBodyProps) {
  const t = useT();
  const [kind, setKind] = useState(() => bodyKind(value));
  const choose = (next: BodyKind) => {
    setKind(next);
    onChange?.(bodyAs(next, value));
  };
  const text = typeof value === 'string' ? value : '';
  return (
    <Flex vertical gap="small">
      <Radio.Group
        value={kind}
        onChange={(event) => choose(event.target.value)}
        options={[
          { value: 'text', label: t('Text') },
          { value: 'json', label: 'JSON' },
          { value: 'empty', label: t('Empty') },
        ]}
      />
      {kind === 'json' && (
        <JsonField
          id={id}
          value={value === '' ? undefined : value}
          onChange={(next) => onChange?.(next ?? '')}
          withVariables={withVariables}
        />
      )}
      {kind === 'text' && withVariables && (
        <WorkflowVariableTextArea id={id} value={text} onChange={onChange} autoSize={SIZE} />
      )}
      {kind === 'text' && !withVariables && (
        <Input.TextArea id={id} value={text} onChange={(event) => onChange?.(event.target.value)} autoSize={SIZE} />
      )}
    </Flex>
  );
}
