'use client';

import { KeyRound } from 'lucide-react';
import { useRevokeToken, useTokens } from '@/components/api/tokens.ts';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Page, PageHeader } from '@/components/ui/page-header.tsx';
import { Loading } from '@/components/ui/skeleton.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import { TimeStamp } from '@/components/ui/time-stamp.tsx';
import type { TokenListItem } from '@/lib/api/tokens.ts';
import { NewToken } from './new-token.tsx';

/** Tokens by which programs are let in: made here, shown once, revoked here. */
export function TokensPage() {
  const { data, error, refetch } = useTokens();
  return (
    <Page>
      <PageHeader title="API tokens">
        What a build shows to keep and compare its runs here: rehearsal run … --server … --token TOKEN.
      </PageHeader>
      <div className="flex flex-col gap-4">
        <NewToken />
        <Card>
          {data ? (
            data.length === 0 ? (
              <EmptyState icon={KeyRound} title="No tokens yet">
                Whoever reaches this server needs none, unless it is started with REHEARSAL_REQUIRE_TOKEN=1:
                then other machines do.
              </EmptyState>
            ) : (
              <Tokens tokens={data} />
            )
          ) : error ? (
            <ErrorState title="The tokens could not be loaded" error={error} onRetry={refetch} />
          ) : (
            <Loading what="Loading the tokens…" className="p-4" />
          )}
        </Card>
      </div>
    </Page>
  );
}

function Tokens({ tokens }: { tokens: readonly TokenListItem[] }) {
  const revoke = useRevokeToken();
  return (
    <Table label="API tokens">
      <TableHead>
        <tr>
          <TableHeader>Name</TableHeader>
          <TableHeader>May</TableHeader>
          <TableHeader>Made</TableHeader>
          <TableHeader>Last used</TableHeader>
          <TableHeader>
            <span className="sr-only">Actions</span>
          </TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {tokens.map(({ id, name, scope, createdAt, lastUsedAt, revokedAt }) => (
          <TableRow key={id}>
            <TableCell className="break-words font-medium">{name}</TableCell>
            <TableCell>{scope}</TableCell>
            <TableCell>
              <TimeStamp iso={createdAt} />
            </TableCell>
            <TableCell>{lastUsedAt ? <TimeStamp iso={lastUsedAt} /> : 'never'}</TableCell>
            <TableCell className="text-right">
              {revokedAt ? (
                <span className="text-muted">revoked</span>
              ) : (
                <Button size="sm" onClick={() => revoke.mutate(id)}>
                  Revoke<span className="sr-only"> {name}</span>
                </Button>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
