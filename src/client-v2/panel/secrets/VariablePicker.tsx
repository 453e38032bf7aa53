import React, { useMemo } from 'react';
import { Button } from 'antd';
import { FlowContextSelector, useFlowEngine } from '@nocobase/flow-engine';
import { useT } from '../../shared/locale';

interface VariablePickerProps {
  /** receives a variable such as `{{$env.GITHUB_SECRET}}` */
  onPick: (variable: string) => void;
  disabled?: boolean;
}

/** A button that opens a picker of environment variables. */
export function VariablePicker({ onPick, disabled }: VariablePickerProps) {
  const t = useT();
  const { context } = useFlowEngine();
  const tree = useMemo(() => context.getPropertyMetaTree().filter(({ name }) => name === '$env'), [context]);
  return (
    <FlowContextSelector
      metaTree={tree}
      disabled={disabled}
      onlyLeafSelectable
      formatPathToValue={({ paths }) => `{{${paths.join('.')}}}`}
      onChange={(variable) => {
        if (variable) onPick(variable);
      }}
    >
      <Button
        disabled={disabled}
        aria-label={t('Choose a variable')}
        title={t('Choose a variable')}
        style={{ fontFamily: 'serif', fontStyle: 'italic' }}
      >
        x
      </Button>
    </FlowContextSelector>
  );
}
