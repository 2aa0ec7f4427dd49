-- AlterTable
ALTER TABLE "Run" ADD COLUMN "planDocument" TEXT;
