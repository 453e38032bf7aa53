import React, { useState } from 'react';
import { DeleteOutlined, DownloadOutlined, RedoOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button, Dropdown, Popconfirm, Space, Switch } from 'antd';
import { useT } from '../shared/locale';

interface DeliveriesToolbarProps {
  /** how many deliveries are selected */
  chosen: number;
  onClear: () => void;
  live: boolean;
  onLive: (live: boolean) => void;
  onReload: () => Promise<void>;
  onReplay: () => void;
  onDelete: () => Promise<void>;
  onExport: (format: 'csv' | 'json') => Promise<void>;
}

/** Actions on the list and on the selected deliveries. */
export function DeliveriesToolbar(props: DeliveriesToolbarProps) {
  const { chosen, onClear, live, onLive, onReload, onReplay, onDelete, onExport } = props;
  const t = useT();
  const [busy, setBusy] = useState<string>();
  const [menuOpen, setMenuOpen] = useState(false);
  const during = (name: string, work: () => Promise<void>) => {
    setBusy(name);
    void work().finally(() => setBusy(undefined));
  };
  return (
    <Space wrap style={{ margin: '12px 0' }}>
      <Button icon={<ReloadOutlined />} loading={busy === 'reload'} onClick={() => during('reload', onReload)}>
        {t('Refresh')}
      </Button>
      <label style={{ display: 'inline-flex', alignItems: 'center', gap: 6, margin: '0 8px', cursor: 'pointer' }}>
        <Switch size="small" checked={live} onChange={onLive} aria-label={t('Live')} />
        {t('Live')}
      </label>
      <Button icon={<RedoOutlined />} disabled={!chosen} onClick={onReplay} data-testid="bulk-replay">
        {chosen ? `${t('Replay')} (${chosen})` : t('Replay')}
      </Button>
      <Popconfirm
        title={t('Delete {{count}} deliveries from the log?', { count: chosen })}
        description={t('Deliveries that are still to run stay; those of disabled workflows go.')}
        okText={t('Delete')}
        cancelText={t('Cancel')}
        okButtonProps={{ danger: true }}
        disabled={!chosen}
        onConfirm={() => during('delete', onDelete)}
      >
        <Button danger icon={<DeleteOutlined />} disabled={!chosen} loading={busy === 'delete'}>
          {chosen ? `${t('Delete')} (${chosen})` : t('Delete')}
        </Button>
      </Popconfirm>
      <Dropdown
        trigger={['hover', 'click']}
        open={menuOpen}
        onOpenChange={setMenuOpen}
        menu={{
          items: [
            { key: 'csv', label: 'CSV' },
            { key: 'json', label: t('JSON, with headers and bodies') },
          ],
          onClick: ({ key }) => during('export', () => onExport(key as 'csv' | 'json')),
        }}
      >
        {/* A click keeps open a menu that hovering has already opened. */}
        <Button
          icon={<DownloadOutlined />}
          loading={busy === 'export'}
          onClick={() => setMenuOpen(true)}
          data-testid="deliveries-export"
        >
          {t('Export')}
        </Button>
      </Dropdown>
      {chosen > 0 && (
        <Button type="link" onClick={onClear}>
          {t('Clear the selection')}
        </Button>
      )}
    </Space>
  );
}
