import React from 'react';
import { DeliveriesButton } from '../deliveries/DeliveriesButton';
import { useT } from '../locale';
import { AllowlistField } from './AllowlistField';
import { BodyFields } from './BodyFields';
import { BrowserFields } from './BrowserFields';
import { ConfigProblems } from './ConfigProblems';
import { EndpointState } from './EndpointState';
import { EndpointUrl } from './EndpointUrl';
import { KeepConfig } from './KeepConfig';
import { LimitFields } from './LimitFields';
import { PanelSections } from './PanelSections';
import { RequestFields } from './RequestFields';
import { ResponseFields } from './ResponseFields';
import { VariableFields } from './VariableFields';
import { VerificationFields } from './VerificationFields';

const OPEN = ['request', 'verification', 'response'];

/** The trigger's panel, in both clients. NocoBase gives the form, the buttons and the lock of executed versions. */
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
