import React, { useState } from 'react';
import { Button, ConfigProvider, Flex, Tag } from 'antd';
import { isStoredSecret } from '../../../common/storedSecret';
import { useT } from '../../shared/locale';
import { SecretInput } from './SecretInput';

interface SecretFieldProps {
  id?: string;
  value?: string;
  onChange?: (value: string | undefined) => void;
  /** accessible name, where the form shows no label */
  label?: string;
  /** masks the input; default true */
  masked?: boolean;
  /** for keys and certificates */
  multiline?: boolean;
  /** offers to remove a stored secret; a list has its own button */
  removable?: boolean;
}

/** A secret: a literal or an environment variable. A stored secret is never shown, only replaced or removed. */
export function SecretField({ id, value, onChange, label, masked = true, multiline, removable }: SecretFieldProps) {
  const t = useT();
  const { componentDisabled: disabled } = ConfigProvider.useConfig();
  const [stored, setStored] = useState<string>();
  if (isStoredSecret(value)) {
    const put = (next: string | undefined) => {
      setStored(value);
      onChange?.(next);
    };
    return (
      <Flex id={id} role="group" aria-label={label} align="center" gap="small" style={{ minHeight: 32 }}>
        <Tag color="success">{t('Secret is set')}</Tag>
        <Button size="small" onClick={() => put('')}>
          {t('Replace')}
        </Button>
        {removable && (
          <Button size="small" onClick={() => put(undefined)}>
            {t('Remove')}
          </Button>
        )}
      </Flex>
    );
  }
  const keep = () => {
    setStored(undefined);
    onChange?.(stored);
  };
  return (
    <Flex gap="small" align="flex-start">
      <div style={{ flex: 1, minWidth: 0 }}>
        <SecretInput
          id={id}
          value={value}
          onChange={(next) => onChange?.(next)}
          label={label}
          disabled={disabled}
          masked={masked}
          multiline={multiline}
        />
      </div>
      {stored && <Button onClick={keep}>{t('Keep the stored one')}</Button>}
    </Flex>
  );
}
