'use client';

import { ToggleGroup } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './class-names.ts';

/** A choice between two to five things, all visible at once. */
export function Segmented<T extends string>({
  value,
  onValueChange,
  choices,
  label,
  className,
}: {
  value: T;
  onValueChange: (value: T) => void;
  choices: readonly { value: T; label: ReactNode; name?: string }[];
  /** What is chosen, for those who cannot see it. */
  label: string;
  className?: string;
}) {
  return (
    <ToggleGroup.Root
      type="single"
      value={value}
      onValueChange={(next) => {
        if (next) onValueChange(next as T);
      }}
      aria-label={label}
      className={cn(
        'inline-flex w-fit flex-wrap rounded-md border border-border bg-surface-2 p-0.5',
        className,
      )}
    >
      {choices.map((choice) => (
        <ToggleGroup.Item
          key={choice.value}
          value={choice.value}
          aria-label={choice.name}
          className="flex h-6.5 items-center gap-1.5 whitespace-nowrap rounded-sm px-2.5 font-medium text-muted text-sm transition-colors hover:text-text data-[state=on]:bg-surface data-[state=on]:text-text data-[state=on]:shadow-lift [&_svg]:size-4"
        >
          {choice.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
