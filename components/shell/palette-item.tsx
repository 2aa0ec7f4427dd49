import { Command } from 'cmdk';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** One line of the command palette. `value` must be unlike all others; what is typed is looked for in it. */
export function PaletteItem({
  value,
  icon: Icon,
  onSelect,
  aside,
  children,
}: {
  value: string;
  icon: LucideIcon;
  onSelect: () => void;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex h-9 cursor-pointer select-none items-center gap-2.5 rounded-md px-2 text-sm data-[selected=true]:bg-surface-2"
    >
      <Icon aria-hidden className="size-4 shrink-0 text-muted" />
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {aside ? <span className="shrink-0 text-muted text-xs">{aside}</span> : null}
    </Command.Item>
  );
}
