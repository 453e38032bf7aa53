/** The tag color of an HTTP status. */
export function statusColor(status: number): string {
  if (status >= 500) return 'error';
  if (status >= 400) return 'warning';
  return status >= 300 ? 'default' : 'success';
}

/** Color and text key of a NocoBase execution status. Unknown ones are shown as "Ended". */
export function executionLook(status: number | null): { color: string; label: string } {
  if (status === null) return { color: 'processing', label: 'Queued' };
  if (status === 0) return { color: 'processing', label: 'Running' };
  if (status === 1) return { color: 'success', label: 'Completed' };
  return status < 0 ? { color: 'error', label: 'Failed' } : { color: 'default', label: 'Ended' };
}
