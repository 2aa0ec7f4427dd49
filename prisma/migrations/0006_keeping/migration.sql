-- AlterTable
ALTER TABLE "Plan" ADD COLUMN "keepRuns" INTEGER;
ALTER TABLE "Plan" ADD COLUMN "keepDays" INTEGER;

-- AlterTable
ALTER TABLE "Run" ADD COLUMN "pinned" BOOLEAN NOT NULL DEFAULT false;

-- Characters that a search would take for more than themselves (`searchable` of lib/server/runs/run-row.ts).
UPDATE "Run" SET "searchText" = replace(replace(replace("searchText", '%', char(57381)), '_', char(57439)), '\', char(57436));
