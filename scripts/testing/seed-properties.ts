import fc from 'fast-check';

// The same cases in every run: what breaks a build is what was changed. PROPERTY_SEED=$RANDOM looks elsewhere.
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 1) });
