import type { FileRow } from '../../models/conversations/file.js';

/** The link that opens a file, below the desk's own address. */
export function linkTo(publicUrl: string, { token, name }: Pick<FileRow, 'token' | 'name'>): string {
  const base = publicUrl.endsWith('/') ? publicUrl : `${publicUrl}/`;
  return new URL(`files/${token}/${encodeURIComponent(name || 'file')}`, base).href;
}
