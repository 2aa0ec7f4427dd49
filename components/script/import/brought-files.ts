/** A file that somebody brought, with its path within what was brought. */
export type BroughtFile = { path: string; file: File };

/** What is never part of a script, however large a folder is that somebody drops. */
const IGNORED = /(^|\/)(node_modules|\.[^/]*)(\/|$)/;
const MOST_FILES = 500;

/** Files and folders of a drop. Must be called while the drop is handled; browsers empty it afterwards. */
export function filesOfDrop(transfer: DataTransfer): Promise<BroughtFile[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  if (entries.some((entry) => entry === null))
    return Promise.resolve([...transfer.files].map((file) => ({ path: file.name, file })));
  return collect(entries.filter((entry) => entry !== null));
}

/** Files of an input; of a chosen folder with their paths. */
export function filesOfInput(list: FileList | null): BroughtFile[] {
  return [...(list ?? [])]
    .map((file) => ({ path: file.webkitRelativePath || file.name, file }))
    .filter(({ path }) => !IGNORED.test(path))
    .slice(0, MOST_FILES);
}

async function collect(entries: FileSystemEntry[]): Promise<BroughtFile[]> {
  const found: BroughtFile[] = [];
  const pending = [...entries];
  for (let entry = pending.shift(); entry && found.length < MOST_FILES; entry = pending.shift()) {
    const path = entry.fullPath.replace(/^\//, '');
    if (IGNORED.test(path)) continue;
    if (isFile(entry)) found.push({ path, file: await fileOf(entry) });
    else if (isFolder(entry)) pending.push(...(await entriesOf(entry)));
  }
  return found;
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => entry.file(resolve, reject));

/** A reader gives a hundred at a time, and none when it is at its end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

/** Without the folder that all of them lie in. */
export function withoutFolder<T extends { path: string }>(files: readonly T[]): T[] {
  const [first] = files;
  const folder = first?.path.includes('/') ? `${first.path.split('/')[0]}/` : null;
  if (folder === null || !files.every(({ path }) => path.startsWith(folder))) return [...files];
  return withoutFolder(files.map((one) => ({ ...one, path: one.path.slice(folder.length) })));
}
