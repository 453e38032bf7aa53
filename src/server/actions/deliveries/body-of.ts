import type { DeliveryBody } from '../../../common/api/deliveries';

/** The body of a row. */
export function bodyOf(row: Record<string, unknown>): DeliveryBody {
  const bytes = row.rawBody as Buffer | null | undefined;
  return {
    kept: bytes != null,
    encoding: 'base64',
    content: bytes == null ? null : Buffer.from(bytes).toString('base64'),
    size: row.bodySize == null ? null : Number(row.bodySize),
    digest: (row.bodyDigest as string | null) ?? null,
  };
}
