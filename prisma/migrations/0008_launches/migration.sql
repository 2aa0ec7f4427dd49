-- AlterTable
ALTER TABLE "Run" ADD COLUMN "launchId" TEXT;
ALTER TABLE "Run" ADD COLUMN "launchPart" TEXT;

-- CreateTable
CREATE TABLE "Launch" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "planId" TEXT NOT NULL,
    "environmentId" TEXT,
    "settings" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "peak" REAL NOT NULL,
    "release" TEXT NOT NULL DEFAULT '',
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Launch_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Launch_planId_idx" ON "Launch"("planId");

-- CreateIndex
CREATE INDEX "Run_launchId_idx" ON "Run"("launchId");
