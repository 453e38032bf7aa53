import type { DeliveryBody } from '../../../common/api/deliveries';
import { withoutSecrets } from './without-secrets';

/**
 * The body of a row.
 * @param secrets of its endpoint: they are not shown
 */
export function bodyOf(row: Record<string, unknown>, secrets: readonly string[]): DeliveryBody {
  const bytes = row.rawBody as Buffer | null | undefined;
  return {
    kept: bytes != null,
    encoding: 'base64',
    content: bytes == null ? null : withoutSecrets(Buffer.from(bytes), secrets).toString('base64'),
    size: row.bodySize == null ? null : Number(row.bodySize),
    digest: (row.bodyDigest as string | null) ?? null,
  };
}
