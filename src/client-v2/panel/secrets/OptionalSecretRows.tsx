import React, { useState } from 'react';
import { Button, Flex } from 'antd';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useT } from '../../shared/locale';
import { enteredSecrets, nextKey, rowsFor, type SecretRow } from './secretRows';
import { SecretField } from './SecretField';

interface OptionalSecretRowsProps {
  id?: string;
  value?: string[];
  onChange?: (secrets: string[]) => void;
  label: string;
  /** label of the add button */
  addLabel: string;
  multiline?: boolean;
}

/** Secrets of a provider that does not require one. Blank rows are ignored, so they need not be removed before saving. */
export function OptionalSecretRows({ id, value, onChange, label, addLabel, multiline }: OptionalSecretRowsProps) {
  const t = useT();
  const [typed, setTyped] = useState<readonly SecretRow[]>([]);
  const rows = rowsFor(value, typed);
  const change = (next: readonly SecretRow[]) => {
    setTyped(next);
    onChange?.(enteredSecrets(next));
  };
  const put = (key: number, secret: string | undefined) =>
    change(rows.map((row) => (row.key === key ? { key, value: secret ?? '' } : row)));
  return (
    <Flex id={id} vertical gap="small">
      {rows.map((row, index) => (
        <Flex key={row.key} gap="small" align="flex-start">
          <div style={{ flex: 1, minWidth: 0 }}>
            <SecretField
              id={`${id}_${index}`}
              label={`${label} ${index + 1}`}
              value={row.value}
              onChange={(secret) => put(row.key, secret)}
              multiline={multiline}
            />
          </div>
          <Button
            aria-label={t('Remove')}
            icon={<DeleteOutlined />}
            onClick={() => change(rows.filter(({ key }) => key !== row.key))}
          />
        </Flex>
      ))}
      <Button
        icon={<PlusOutlined />}
        onClick={() => change([...rows, { key: nextKey(rows), value: '' }])}
        style={{ alignSelf: 'flex-start' }}
      >
        {addLabel}
      </Button>
    </Flex>
  );
}
