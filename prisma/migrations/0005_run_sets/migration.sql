-- CreateTable
CREATE TABLE "RunSet" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "planId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "RunSet_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Baseline" (
    "planId" TEXT NOT NULL,
    "environmentId" TEXT NOT NULL,
    "runId" TEXT NOT NULL,
    "pinnedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,

    PRIMARY KEY ("planId", "environmentId"),
    CONSTRAINT "Baseline_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Baseline_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Baseline_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Columns are added, not the table made anew: what refers to runs stays.
ALTER TABLE "Run" ADD COLUMN "setId" TEXT REFERENCES "RunSet" ("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "Run" ADD COLUMN "setPosition" INTEGER;
ALTER TABLE "Run" ADD COLUMN "setSide" TEXT;
ALTER TABLE "Run" ADD COLUMN "seed" INTEGER;

-- CreateIndex
CREATE INDEX "Run_setId_idx" ON "Run"("setId");

-- CreateIndex
CREATE INDEX "RunSet_planId_idx" ON "RunSet"("planId");
