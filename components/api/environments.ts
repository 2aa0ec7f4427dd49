'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi, NoContent } from '@/lib/api/client.ts';
import type { SaveEnvironment } from '@/lib/api/contract.ts';
import { queryKeys } from './query-keys.ts';
import { contract } from './schemas.ts';

const pathOf = (id: string) => `/api/environments/${encodeURIComponent(id)}`;

/** All environments by name; secrets are named, never shown. */
export function useEnvironments() {
  return useQuery({
    queryKey: queryKeys.environments(),
    queryFn: ({ signal }) => callApi(contract('EnvironmentList'), '/api/environments', { signal }),
  });
}

export function useEnvironment(id: string) {
  return useQuery({
    queryKey: queryKeys.environment(id),
    queryFn: ({ signal }) => callApi(contract('EnvironmentDetail'), pathOf(id), { signal }),
  });
}

/** Creates an environment, or changes the one whose id is given. */
export function useSaveEnvironment(id?: string) {
  return useEnvironmentMutation((environment: SaveEnvironment) =>
    callApi(contract('EnvironmentDetail'), id === undefined ? '/api/environments' : pathOf(id), {
      method: id === undefined ? 'POST' : 'PUT',
      body: environment,
    }),
  );
}

/** Deletes an environment and its secrets for good. */
export function useDeleteEnvironment() {
  return useEnvironmentMutation((id: string) => callApi(NoContent, pathOf(id), { method: 'DELETE' }));
}

function useEnvironmentMutation<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.environments() }),
  });
}
