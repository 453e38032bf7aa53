import React, { useState } from 'react';
import { Button, DatePicker, Form, Input, Select } from 'antd';
import type { Delivery } from '../../common/api/deliveries';
import { DELIVERY_STATES } from '../../common/deliveryStates';
import { useT } from '../shared/locale';
import { CODE_TEXTS } from './codeText';
import type { DeliverySearch } from './deliveryFilter';
import { STATE_LOOK } from '../../common/stateLook';
import { EndpointFilter } from './EndpointFilter';

interface DeliveryFiltersProps {
  search: DeliverySearch;
  onChange: (search: DeliverySearch) => void;
  /** leaves the endpoint out, where all are of one */
  ofOneEndpoint: boolean;
  /** the rows that are shown */
  rows: readonly Delivery[];
}

const TEXTS = [
  ['eventType', 'Event type'],
  ['address', 'Source address'],
  ['idempotencyKey', 'Idempotency key'],
] as const;

/** The filters of the list. Selections apply at once, text fields on Enter or blur. */
export function DeliveryFilters({ search, onChange, ofOneEndpoint, rows }: DeliveryFiltersProps) {
  const t = useT();
  const [round, setRound] = useState(0);
  const change = (part: DeliverySearch) => onChange({ ...search, ...part });
  return (
    <Form layout="inline" style={{ rowGap: 8 }} data-testid="deliveries-filters" key={round}>
      <Select
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        style={{ width: 220, marginInlineEnd: 8 }}
        placeholder={t('State')}
        aria-label={t('State')}
        value={search.states}
        onChange={(states) => change({ states })}
        options={DELIVERY_STATES.map((value) => ({ value, label: t(STATE_LOOK[value].label) }))}
      />
      {!ofOneEndpoint && (
        <EndpointFilter value={search.workflowKey} rows={rows} onChange={(workflowKey) => change({ workflowKey })} />
      )}
      <Select
        showSearch
        allowClear
        optionFilterProp="label"
        style={{ width: 180, marginInlineEnd: 8 }}
        placeholder={t('Reason')}
        aria-label={t('Reason')}
        value={search.code}
        onChange={(code) => change({ code })}
        options={Object.entries(CODE_TEXTS).map(([value, text]) => ({ value, label: t(text) }))}
      />
      {TEXTS.map(([name, label]) => (
        <Input
          key={name}
          allowClear
          style={{ width: 160, marginInlineEnd: 8 }}
          placeholder={t(label)}
          aria-label={t(label)}
          defaultValue={search[name]}
          onPressEnter={(event) => change({ [name]: event.currentTarget.value })}
          onBlur={(event) => event.target.value !== (search[name] ?? '') && change({ [name]: event.target.value })}
          onClear={() => change({ [name]: undefined })}
        />
      ))}
      <DatePicker.RangePicker
        showTime={{ format: 'HH:mm' }}
        allowEmpty={[true, true]}
        style={{ marginInlineEnd: 8 }}
        onChange={(range) => change({ from: range?.[0]?.toISOString(), to: range?.[1]?.toISOString() })}
      />
      <Button
        onClick={() => {
          setRound(round + 1);
          onChange({});
        }}
      >
        {t('Reset')}
      </Button>
    </Form>
  );
}
