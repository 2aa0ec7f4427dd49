import Link from 'next/link';
import {
  rowHover,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table.tsx';
import { TimeStamp } from '@/components/ui/time-stamp.tsx';
import type { EnvironmentDetail } from '@/lib/api/contract.ts';
import { exact, formatCount, formatRate } from '@/lib/format/format.ts';

export function EnvironmentTable({ environments }: { environments: EnvironmentDetail[] }) {
  return (
    <Table label="Environments">
      <TableHead>
        <TableRow>
          <TableHeader>Name</TableHeader>
          <TableHeader className="max-md:hidden">Allowed hosts</TableHeader>
          <TableHeader className="text-right">Most users</TableHeader>
          <TableHeader className="text-right max-sm:hidden">Most requests</TableHeader>
          <TableHeader className="max-lg:hidden">Changed</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {environments.map((environment) => (
          <EnvironmentRow key={environment.id} environment={environment} />
        ))}
      </TableBody>
    </Table>
  );
}

function EnvironmentRow({ environment }: { environment: EnvironmentDetail }) {
  const { id, name, baseUrl, allowedHosts, maxVUs, maxRequestsPerSecond, updatedAt } = environment;
  return (
    <TableRow className={rowHover}>
      <TableCell className="w-full max-w-0">
        <Link href={`/environments/${id}`} className="block truncate font-medium hover:underline">
          {name}
        </Link>
        <p className="truncate font-mono text-muted text-xs">{baseUrl}</p>
      </TableCell>
      <TableCell className="max-w-64 max-md:hidden">
        <span className="block truncate text-muted" title={allowedHosts.join(', ')}>
          {allowedHosts.length === 0 ? 'this machine only' : allowedHosts.join(', ')}
        </span>
      </TableCell>
      <TableCell className="text-right tabular-nums" title={exact(maxVUs, 'VUs')}>
        {formatCount(maxVUs)}
      </TableCell>
      <TableCell
        className="text-right tabular-nums max-sm:hidden"
        title={exact(maxRequestsPerSecond, 'requests per second')}
      >
        {formatRate(maxRequestsPerSecond)}
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted max-lg:hidden">
        <TimeStamp iso={updatedAt} ago />
      </TableCell>
    </TableRow>
  );
}
