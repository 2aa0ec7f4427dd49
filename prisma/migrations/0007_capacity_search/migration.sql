-- AlterTable
ALTER TABLE "Run" ADD COLUMN "capacity" TEXT;
ALTER TABLE "Run" ADD COLUMN "search" TEXT;
