import { registerHooks } from 'node:module';

/** For `node --import`: the server runs as it is, only its load engine is one that makes seconds up. */
registerHooks({
  resolve(specifier, context, next) {
    const isEngine = specifier === './runner/run.ts' && context.parentURL?.endsWith('/server.ts');
    return isEngine
      ? next(new URL('./made-up-run.ts', import.meta.url).href, context)
      : next(specifier, context);
  },
});
