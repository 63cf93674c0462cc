// A backup is a folder: `manifest.json`, one compressed COPY per table in `tables/`, the blobs in `files/`.

export interface BackedTable {
  /** 'schema.table'. */
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: number;
  readonly file: string;
  /** Of the compressed file, hex. */
  readonly sha256: string;
}

export interface BackupManifest {
  readonly format: 1;
  readonly madeAt: string;
  readonly serverVersion: string;
  /** Migrations of the schema that the tables have, in the order they were applied. */
  readonly migrations: readonly { readonly room: string; readonly name: string; readonly hash: string }[];
  readonly tables: readonly BackedTable[];
  readonly blobs: readonly { readonly blob: string; readonly sha256: string }[];
}

export const manifestName = 'manifest.json';
