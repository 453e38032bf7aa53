import React, { useMemo, useState } from 'react';
import { Alert, Button, message, Result } from 'antd';
import { useFlowEngine } from '@nocobase/flow-engine';
import { saveAs } from 'file-saver';
import type { Delivery } from '../../common/api/deliveries';
import { useT } from '../shared/locale';
import { BulkReplay } from './BulkReplay';
import { errorText } from './codeText';
import { DeliveriesChart } from './DeliveriesChart';
import { DeliveriesToolbar } from './DeliveriesToolbar';
import { deliveriesApi, type DeliveriesError } from './deliveriesApi';
import { DeliveryDrawer } from './DeliveryDrawer';
import { deliveryFilter, type DeliverySearch } from './deliveryFilter';
import { DeliveryFilters } from './DeliveryFilters';
import { DeliveryPagination } from './DeliveryPagination';
import { DeliveryTable } from './DeliveryTable';
import { RefusingEndpoints } from './RefusingEndpoints';
import { useDeliveries } from './useDeliveries';
import type { TakeSample } from './useSample';

const PAGE_SIZE = 20;
const NONE: Delivery[] = [];

interface DeliveriesViewProps {
  /** limits the list to one endpoint; default: all endpoints */
  workflowKey?: string;
  takeSample?: TakeSample;
}

/** The delivery log: what arrived, its outcome, and actions such as replay and export. */
export function DeliveriesView({ workflowKey, takeSample }: DeliveriesViewProps) {
  const t = useT();
  const context = useFlowEngine().context;
  const api = useMemo(() => deliveriesApi(context.api), [context.api]);
  const [messages, holder] = message.useMessage();
  const [search, setSearch] = useState<DeliverySearch>({});
  const [number, setNumber] = useState(1);
  const [live, setLive] = useState(true);
  const [opened, setOpened] = useState<string>();
  const [chosen, setChosen] = useState<string[]>([]);
  const [replaying, setReplaying] = useState(false);
  const filter = deliveryFilter(workflowKey ? { ...search, workflowKey } : search);
  const { page, error, loading, reload } = useDeliveries(api, filter, number, PAGE_SIZE, live);

  if (error?.status === 403) {
    return (
      <Result
        status="403"
        title={t('You may not see deliveries')}
        subTitle={t('Whoever manages roles can give you the permission "Webhook deliveries".')}
      />
    );
  }
  const applySearch = (next: DeliverySearch) => {
    setSearch(next);
    setNumber(1);
    setChosen([]);
  };
  const showError = (failure: unknown) => {
    void messages.error(errorText(failure as DeliveriesError, t));
  };
  const destroy = () =>
    api
      .destroy(chosen)
      .then(({ deleted }) => {
        void messages.success(t('{{count}} deleted', { count: deleted }));
        setChosen([]);
      }, showError)
      // A failure half-way may have deleted some of them.
      .then(reload);
  const save = (format: 'csv' | 'json') =>
    api.export(filter, format).then((blob) => saveAs(blob, `deliveries.${format}`), showError);

  return (
    <div data-testid="deliveries">
      {holder}
      {!workflowKey && <RefusingEndpoints />}
      <DeliveriesChart api={api} workflowKey={workflowKey ?? search.workflowKey} live={live} />
      <DeliveryFilters
        search={search}
        onChange={applySearch}
        ofOneEndpoint={Boolean(workflowKey)}
        rows={page?.data ?? NONE}
      />
      <DeliveriesToolbar
        chosen={chosen.length}
        onClear={() => setChosen([])}
        live={live}
        onLive={setLive}
        onReload={reload}
        onReplay={() => setReplaying(true)}
        onDelete={destroy}
        onExport={save}
      />
      {error && (
        <Alert
          type="error"
          showIcon
          style={{ marginBottom: 12 }}
          message={t('The deliveries could not be loaded')}
          description={errorText(error, t)}
          action={<Button onClick={() => void reload()}>{t('Try again')}</Button>}
        />
      )}
      <DeliveryTable
        rows={page?.data ?? NONE}
        loading={loading}
        known={Boolean(page)}
        filtered={Object.keys(filter).length > (workflowKey ? 1 : 0)}
        ofOneEndpoint={Boolean(workflowKey)}
        selected={chosen}
        onSelect={setChosen}
        onOpen={setOpened}
      />
      <DeliveryPagination number={number} hasNext={Boolean(page?.meta.hasNext)} onChange={setNumber} />
      {replaying && (
        <BulkReplay
          api={api}
          ids={chosen}
          onClose={(notAttempted) => {
            setReplaying(false);
            setChosen([...notAttempted]);
            void reload();
          }}
        />
      )}
      <DeliveryDrawer
        api={api}
        id={opened}
        onOpen={setOpened}
        onReplayed={() => void reload()}
        takeSample={takeSample}
      />
    </div>
  );
}
