'use client';

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
import { exact } from '@/lib/format/format.ts';

export function EnvironmentTable({ environments }: { environments: EnvironmentDetail[] }) {
  return (
    <Table label="Environments">
      <TableHead>
        <TableRow>
          <TableHeader>Name</TableHeader>
          <TableHeader className="max-md:hidden">Allowed hosts</TableHeader>
          <TableHeader numeric className="max-sm:hidden">
            Users, at most
          </TableHeader>
          <TableHeader numeric className="max-sm:hidden">
            Requests, at most
          </TableHeader>
          <TableHeader numeric>Secrets</TableHeader>
          <TableHeader className="max-lg:hidden">Changed</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {environments.map((environment) => (
          <TableRow key={environment.id} className={rowHover}>
            <TableCell className="w-full max-w-0">
              <Link
                href={`/environments/${environment.id}`}
                className="block truncate font-medium hover:underline"
              >
                {environment.name}
              </Link>
              <span className="block truncate font-mono text-muted text-xs">{environment.baseUrl}</span>
            </TableCell>
            <TableCell className="max-w-56 max-md:hidden">
              <span className="block truncate text-muted" title={environment.allowedHosts.join(', ')}>
                {environment.allowedHosts.length === 0
                  ? 'this machine only'
                  : environment.allowedHosts.join(', ')}
              </span>
            </TableCell>
            <TableCell numeric className="max-sm:hidden">
              {exact(environment.maxVUs)}
            </TableCell>
            <TableCell numeric className="max-sm:hidden">
              {exact(environment.maxRequestsPerSecond)}/s
            </TableCell>
            <TableCell numeric>{environment.secretNames.length}</TableCell>
            <TableCell className="whitespace-nowrap text-muted max-lg:hidden">
              <TimeStamp iso={environment.updatedAt} ago />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
