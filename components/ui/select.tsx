'use client';

import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './class-names.ts';
import { fieldStyle } from './input.tsx';

export type Choice<T extends string> = {
  value: T;
  label: ReactNode;
  /** A sentence under the label, in the list only. */
  hint?: string;
  disabled?: boolean;
};

/** One of several values. Pass `id`, `aria-*` from `Field`, or an `aria-label`. Values must not be empty. */
export function Select<T extends string>({
  value,
  onValueChange,
  choices,
  placeholder = 'Choose…',
  className,
  ...rest
}: {
  value: T | undefined;
  onValueChange: (value: T) => void;
  choices: readonly Choice<T>[];
  placeholder?: string;
  className?: string;
  disabled?: boolean;
  id?: string;
  'aria-label'?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
}) {
  const { disabled, ...trigger } = rest;
  return (
    <Radix.Root value={value ?? ''} onValueChange={(next) => onValueChange(next as T)} disabled={disabled}>
      <Radix.Trigger
        className={cn(
          fieldStyle,
          'flex h-8 items-center justify-between gap-2 px-2.5 text-left data-placeholder:text-muted',
          className,
        )}
        {...trigger}
      >
        <span className="truncate">
          <Radix.Value placeholder={placeholder}>
            {choices.find((choice) => choice.value === value)?.label}
          </Radix.Value>
        </span>
        <Radix.Icon>
          <ChevronDown className="size-3.5 text-muted" />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) max-w-[min(26rem,calc(100vw-1rem))] animate-appear overflow-hidden rounded-lg border border-border bg-surface shadow-float"
        >
          <Radix.Viewport className="p-1">
            {choices.map((choice) => (
              <Radix.Item
                key={choice.value}
                value={choice.value}
                disabled={choice.disabled}
                textValue={typeof choice.label === 'string' ? choice.label : choice.value}
                className="relative flex select-none items-start gap-2 rounded-md py-1.5 pr-3 pl-7 text-sm outline-none data-disabled:opacity-50 data-highlighted:bg-surface-2"
              >
                <Radix.ItemIndicator className="absolute top-2 left-2">
                  <Check className="size-3.5 text-accent" />
                </Radix.ItemIndicator>
                <div className="min-w-0">
                  <Radix.ItemText>{choice.label}</Radix.ItemText>
                  {choice.hint ? <div className="text-muted text-xs">{choice.hint}</div> : null}
                </div>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
