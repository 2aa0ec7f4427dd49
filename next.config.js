/** @type {import('next').NextConfig} */
export default {
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are checked by `npm run test:types`; a build only has to produce the pages, quickly.
  typescript: { ignoreBuildErrors: true },
  // Packages with native parts, worker files or module-level state: Node loads them itself.
  serverExternalPackages: [
    '@libsql/client',
    '@prisma/adapter-libsql',
    '@prisma/client',
    '@prisma/driver-adapter-utils',
    '@prisma/schema-engine-wasm',
    'hdr-histogram-js',
    'libsql',
    'pino',
    'prom-client',
    'socket.io',
    'undici',
  ],
};
