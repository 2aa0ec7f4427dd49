import { describe, expect, it } from 'vitest';
import type { EnvironmentDetail } from '@/lib/api/contract.ts';
import {
  checkEnvironment,
  environmentDraft,
  environmentInput,
  NEW_ENVIRONMENT,
} from './environment-draft.ts';

const stored: EnvironmentDetail = {
  id: 'e1',
  name: 'Staging',
  baseUrl: 'https://staging.example.com',
  variables: { locale: 'en' },
  secretNames: ['apiKey', 'password'],
  allowedHosts: ['staging.example.com', '*.cdn.example.com'],
  maxVUs: 50,
  maxRequestsPerSecond: 200,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
};
const draft = environmentDraft(stored);
const secretOf = (at: number) => draft.secrets[at] ?? { name: '', value: '', stored: false };

describe('an environment in its form', () => {
  it('comes back as it was; secrets are neither shown nor sent again', () => {
    const { name, baseUrl, variables, allowedHosts, maxVUs, maxRequestsPerSecond } = stored;
    expect(environmentInput(draft, stored.secretNames)).toEqual({
      ...{ name, baseUrl, variables, allowedHosts, maxVUs, maxRequestsPerSecond },
      secrets: {},
    });
    expect(checkEnvironment(draft)).toEqual([]);
  });

  it('sets, replaces and removes secrets', () => {
    const changed = {
      ...draft,
      secrets: [
        { ...secretOf(1), value: 'new' },
        { name: 'token', value: 't', stored: false },
      ],
    };
    expect(environmentInput(changed, stored.secretNames).secrets).toEqual({
      apiKey: null,
      password: 'new',
      token: 't',
    });
  });

  it('leaves out rows that nobody typed into', () => {
    const changed = {
      ...draft,
      variables: [{ name: '', value: '' }],
      secrets: [...draft.secrets, { name: '', value: '', stored: false }],
    };
    expect(environmentInput(changed, stored.secretNames)).toMatchObject({ variables: {}, secrets: {} });
    expect(checkEnvironment(changed)).toEqual([]);
  });

  it('says at the field what is wrong', () => {
    const issues = checkEnvironment({
      ...NEW_ENVIRONMENT,
      name: ' ',
      baseUrl: 'staging.example.com',
      variables: [
        { name: '1st', value: '' },
        { name: 'a', value: '' },
      ],
      secrets: [
        { name: 'a', value: 'x', stored: false },
        { name: '', value: 'y', stored: false },
      ],
      allowedHosts: 'ok.example.com\nhttp://bad.example.com',
      maxVUs: 'many',
    });
    const at = Object.fromEntries(issues.map(({ path, message }) => [path, message]));
    expect(Object.keys(at).toSorted()).toEqual([
      'allowedHosts',
      'baseUrl',
      'maxVUs',
      'name',
      'secrets.0',
      'secrets.1',
      'variables.0',
    ]);
    expect(at.allowedHosts).toMatch(/^http:\/\/bad\.example\.com: must be a host/);
    expect(at.baseUrl).toContain('http://');
  });
});
