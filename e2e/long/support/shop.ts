import { z } from 'zod';
import { EnvironmentDetail } from '../../../lib/api/contract.ts';
import type { Api } from '../../support/api.ts';

/** The environment of one release of the demo shop, as the app made it at its first start. */
export async function shop(api: Api, release: '1.0' | '1.1'): Promise<EnvironmentDetail> {
  const answer = await api.send('GET', '/api/environments');
  const found = z
    .array(EnvironmentDetail)
    .parse(await answer.json())
    .find(({ name }) => name === `Shop ${release}`);
  if (!found) throw new Error(`The app has no environment of the shop's release ${release}`);
  return found;
}
