import type { Application } from '@nocobase/server';

/** What the plugin counts and measures. */
export interface Telemetry {
  received(): void;
  refused(code: string): void;
  duplicate(): void;
  /** milliseconds that a delivery took to be committed */
  recordLatency(milliseconds: number): void;
  /** milliseconds from a delivery's arrival to its execution */
  dispatchLag(milliseconds: number): void;
}

/**
 * Telemetry by NocoBase's means; where that is off nothing is counted.
 * @param backlog how many deliveries wait
 */
export function makeTelemetry(app: Application, backlog: () => number): Telemetry {
  const telemetry = app.telemetry as Application['telemetry'] | undefined;
  const meter = telemetry?.metric.getMeter();
  const received = meter?.createCounter('webhook.deliveries.received');
  const refused = meter?.createCounter('webhook.deliveries.refused');
  const duplicates = meter?.createCounter('webhook.deliveries.duplicates');
  const latency = meter?.createHistogram('webhook.record.latency', { unit: 'ms' });
  const lag = meter?.createHistogram('webhook.dispatch.lag', { unit: 'ms' });
  meter?.createObservableGauge('webhook.backlog').addCallback((result) => result.observe(backlog()));
  return {
    received: () => received?.add(1),
    refused: (code) => refused?.add(1, { code }),
    duplicate: () => duplicates?.add(1),
    recordLatency: (milliseconds) => latency?.record(milliseconds),
    dispatchLag: (milliseconds) => lag?.record(milliseconds),
  };
}
