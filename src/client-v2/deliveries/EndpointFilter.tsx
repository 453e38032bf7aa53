import React, { useEffect, useState } from 'react';
import { Select } from 'antd';
import type { Delivery } from '../../common/api/deliveries';
import { useT } from '../shared/locale';
import { useOffered } from '../shared/useOffered';
import { endpointOptions, matchesSearch } from './endpointOptions';

interface EndpointFilterProps {
  value: string | undefined;
  /** the rows that are shown */
  rows: readonly Delivery[];
  onChange: (workflowKey: string | undefined) => void;
}

type Workflow = { key: string; title: string };

const FILTER = encodeURIComponent(JSON.stringify({ type: 'webhook', current: true }));
const WORKFLOWS = `workflows:list?pageSize=200&fields=key,title&filter=${FILTER}`;

/** Selects an endpoint from those the user may see or that the list has shown, or by its key. */
export function EndpointFilter({ value, rows, onChange }: EndpointFilterProps) {
  const t = useT();
  const workflows = useOffered<Workflow>(WORKFLOWS);
  const [typed, setTyped] = useState('');
  const [listed, setListed] = useState<readonly Delivery[]>([]);
  // A filtered list shows one endpoint only; the others remain selectable.
  useEffect(() => setListed((before) => onePerEndpoint([...before, ...rows])), [rows]);
  return (
    <Select
      showSearch
      allowClear
      filterOption={(text, option) => Boolean(option && matchesSearch(option, text))}
      style={{ width: 200, marginInlineEnd: 8 }}
      placeholder={t('Endpoint')}
      aria-label={t('Endpoint')}
      value={value}
      onSearch={setTyped}
      onChange={onChange}
      options={endpointOptions(workflows, listed, value && !typed ? value : typed)}
    />
  );
}

function onePerEndpoint(rows: readonly Delivery[]): readonly Delivery[] {
  return [...new Map(rows.map((row) => [row.workflowKey, row])).values()];
}
