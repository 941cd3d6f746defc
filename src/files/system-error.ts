/** What the system says of a failure, in words that do not need its error codes. */
const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  ENOSPC: 'no space is left',
  EROFS: 'the file system is read-only',
  EISDIR: 'it is a folder',
  EEXIST: 'something else is there already',
  ENOTDIR: 'a part of the path is no folder',
  ELOOP: 'its symbolic links lead in a circle',
  ENOENT: 'it does not exist',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EDQUOT: 'the quota of this user is used up',
  EFBIG: 'it would be larger than this user may write',
  ENAMETOOLONG: 'the name is too long',
  EIO: 'the device fails',
  ESTALE: 'it is gone from the server',
  ENXIO: 'nothing is behind it',
};

/** The code of a system error, and why it happened; anything else is thrown on, since it is a defect of ours. */
export function systemReason(error: unknown): string {
  const { code } = error as { readonly code?: unknown };
  if (typeof code !== 'string') throw error;
  return WORDS[code] ?? code;
}

/** Whether an error is one that the system reports of a file or folder, and no defect of ours. */
export function isSystemError(error: unknown): error is { readonly code: string; readonly syscall: string; readonly path?: string } {
  const { code, syscall } = error as { readonly code?: unknown; readonly syscall?: unknown };
  return typeof code === 'string' && typeof syscall === 'string';
}
