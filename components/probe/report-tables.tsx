import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import { formatBytes, formatCount, formatPercent } from '@/lib/format/format.ts';
import type { IndexReport, TableReport } from '@/lib/probe/report.ts';

/** How tables were read in the run. */
export function TableTable({ name, tables }: { name: string; tables: readonly TableReport[] }) {
  return (
    <Card>
      <CardHeader
        level="h3"
        title="Tables"
        hint="How they were read in the run. Many rows read without an index, of a table with many rows: an index is missing."
      />
      <Table label={`Tables, ${name}`}>
        <TableHead>
          <TableRow>
            <TableHeader>Table</TableHeader>
            <TableHeader numeric>Has rows</TableHeader>
            <TableHeader numeric>Sequential scans</TableHeader>
            <TableHeader numeric>Rows read by them</TableHeader>
            <TableHeader numeric>Index scans</TableHeader>
            <TableHeader numeric>Rows read by them</TableHeader>
            <TableHeader numeric>Found in the cache</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {tables.map((table) => (
            <TableRow key={table.name}>
              <TableCell className="font-mono text-xs">{table.name}</TableCell>
              <TableCell numeric>{formatCount(table.rows)}</TableCell>
              <TableCell numeric>{formatCount(table.sequentialScans)}</TableCell>
              <TableCell numeric>{formatCount(table.rowsWithoutIndex)}</TableCell>
              <TableCell numeric>{formatCount(table.indexScans)}</TableCell>
              <TableCell numeric>{formatCount(table.rowsByIndex)}</TableCell>
              <TableCell numeric>{table.cacheHit === null ? '' : formatPercent(table.cacheHit)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

/** Which indexes were of use in the run, those that were not last. */
export function IndexTable({ name, indexes }: { name: string; indexes: readonly IndexReport[] }) {
  const unused = indexes.filter(({ scans, isUnique }) => scans === 0 && !isUnique);
  return (
    <Card>
      <CardHeader
        level="h3"
        title="Indexes"
        hint={
          unused.length === 0
            ? 'Each was used in the run, or keeps its values unique.'
            : `Not used in the run: ${unused.map((index) => index.name).join(', ')}. What is not used elsewhere either only makes writing slower.`
        }
      />
      <details className="px-4 pb-3 text-sm">
        <summary className="cursor-pointer text-muted">
          {indexes.length === 1 ? 'One index' : `All ${indexes.length} indexes`}
        </summary>
        <Table label={`Indexes, ${name}`}>
          <TableHead>
            <TableRow>
              <TableHeader>Index</TableHeader>
              <TableHeader>Table</TableHeader>
              <TableHeader numeric>Scans</TableHeader>
              <TableHeader numeric>Entries read</TableHeader>
              <TableHeader numeric>Size</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {indexes.map((index) => (
              <TableRow key={`${index.table} ${index.name}`}>
                <TableCell className="font-mono text-xs">{index.name}</TableCell>
                <TableCell className="font-mono text-xs">{index.table}</TableCell>
                <TableCell numeric>
                  {index.scans > 0 ? formatCount(index.scans) : index.isUnique ? 'none; unique' : 'none'}
                </TableCell>
                <TableCell numeric>{formatCount(index.rows)}</TableCell>
                <TableCell numeric>{formatBytes(index.bytes)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </details>
    </Card>
  );
}
