import React, { useRef } from 'react';
import { Alert, Form, Select } from 'antd';
import type { Verification } from '../../../common/WebhookConfig';
import { CHOICES, choiceOf, verificationOf, type VerificationChoice } from './verificationChoice';
import { useT } from '../../shared/locale';
import { BasicFields, TokenFields } from './CredentialFields';
import { CustomSchemeFields } from './CustomSchemeFields';
import { ProviderFields } from './ProviderFields';

const VERIFICATION = ['config', 'verification'];

function ChoiceFields({ choice }: { choice: VerificationChoice }) {
  const t = useT();
  switch (choice) {
    case 'none':
      return (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 16 }}
          message={t('Anybody who knows the URL can start this workflow.')}
        />
      );
    case 'basic':
      return <BasicFields />;
    case 'bearer':
      return <TokenFields carrier="authorization" />;
    case 'header':
    case 'query':
      return <TokenFields carrier={choice} />;
    case 'provider':
      return <ProviderFields />;
    case 'custom':
      return <CustomSchemeFields />;
  }
}

/** The authentication of requests: the method, and only the fields that it needs. */
export function VerificationFields() {
  const t = useT();
  const form = Form.useFormInstance();
  const verification = Form.useWatch(VERIFICATION, form) as Verification | undefined;
  const choice = choiceOf(verification);
  const left = useRef(new Map<VerificationChoice, Verification>());
  const choose = (next: VerificationChoice) => {
    if (verification) left.current.set(choice, verification);
    form.setFieldValue(VERIFICATION, left.current.get(next) ?? verificationOf(next));
  };
  const labels: Record<VerificationChoice, string> = {
    none: t('None'),
    provider: t('Signature of a provider'),
    bearer: t('Bearer token'),
    header: t('Token in a header'),
    query: t('Token in the URL'),
    basic: t('User name and password (Basic)'),
    custom: t('Signature, described by hand'),
  };
  return (
    <>
      <Form.Item label={t('How a call proves where it comes from')}>
        <Select
          value={choice}
          onChange={choose}
          options={CHOICES.map((value) => ({ value, label: labels[value] }))}
          aria-label={t('How a call proves where it comes from')}
          data-testid="webhook-verification"
        />
      </Form.Item>
      <React.Fragment key={choice}>
        <ChoiceFields choice={choice} />
      </React.Fragment>
    </>
  );
}
