import React from 'react';
import { DeliveriesButton } from '../deliveries/DeliveriesButton';
import { useT } from '../shared/locale';
import { AllowlistField } from './request/AllowlistField';
import { BodyFields } from './request/BodyFields';
import { BrowserFields } from './response/BrowserFields';
import { ConfigProblems } from './form/ConfigProblems';
import { EndpointState } from './request/EndpointState';
import { EndpointUrl } from './request/EndpointUrl';
import { KeepConfig } from './form/KeepConfig';
import { LimitFields } from './request/LimitFields';
import { PanelSections } from './form/PanelSections';
import { RequestFields } from './request/RequestFields';
import { ResponseFields } from './response/ResponseFields';
import { VariableFields } from './variables/VariableFields';
import { VerificationFields } from './verification/VerificationFields';

const OPEN = ['request', 'verification', 'response'];

/** The trigger's panel, in both clients. NocoBase provides the form and the buttons, and disables executed versions. */
export function WebhookFieldset() {
  const t = useT();
  const sections = [
    { key: 'request', label: t('Request'), children: <RequestFields /> },
    { key: 'body', label: t('Body'), children: <BodyFields /> },
    {
      key: 'verification',
      label: t('Verification'),
      children: (
        <>
          <VerificationFields />
          <AllowlistField />
        </>
      ),
    },
    { key: 'response', label: t('Response'), children: <ResponseFields /> },
    { key: 'browsers', label: t('Browsers and HTML forms'), children: <BrowserFields /> },
    { key: 'limits', label: t('Limits and copies'), children: <LimitFields /> },
    { key: 'variables', label: t('Variables'), children: <VariableFields /> },
  ];
  return (
    <>
      <KeepConfig />
      <EndpointUrl />
      <ConfigProblems />
      <EndpointState />
      <DeliveriesButton />
      <PanelSections sections={sections} open={OPEN} />
    </>
  );
}
