-- AlterTable
ALTER TABLE "Plan" ADD COLUMN "rollUpDays" INTEGER;

-- AlterTable
ALTER TABLE "Run" ADD COLUMN "stepSeconds" INTEGER;
