/** A body as it leaves the server: its bytes in base64, as far as they were kept. */
export interface DeliveryBody {
  kept: boolean;
  encoding: 'base64';
  content: string | null;
  /** bytes; null when it was never read */
  size: number | null;
  /** SHA-256, hexadecimal */
  digest: string | null;
}

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
