import React from 'react';
import { Divider } from 'antd';
import { useT } from '../locale';
import { AllowlistField } from './AllowlistField';
import { EndpointState } from './EndpointState';
import { EndpointUrl } from './EndpointUrl';
import { KeepConfig } from './KeepConfig';
import { RequestFields } from './RequestFields';
import { ResponseFields } from './ResponseFields';
import { VerificationFields } from './VerificationFields';

/** The trigger's panel, in both clients. NocoBase gives the form, the buttons and the lock of executed versions. */
export function WebhookFieldset() {
  const t = useT();
  return (
    <>
      <KeepConfig />
      <EndpointUrl />
      <EndpointState />
      <Divider orientation="left">{t('Request')}</Divider>
      <RequestFields />
      <Divider orientation="left">{t('Verification')}</Divider>
      <VerificationFields />
      <AllowlistField />
      <Divider orientation="left">{t('Response')}</Divider>
      <ResponseFields />
    </>
  );
}
