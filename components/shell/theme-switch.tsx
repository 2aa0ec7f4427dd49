'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { useSyncExternalStore } from 'react';
import { IconButton } from '@/components/ui/icon-button.tsx';

const THEMES = ['system', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

const LOOKS: Record<Theme, { Icon: typeof Sun; label: string }> = {
  system: { Icon: Monitor, label: 'Theme: as the system has it' },
  light: { Icon: Sun, label: 'Theme: light' },
  dark: { Icon: Moon, label: 'Theme: dark' },
};

const never = () => () => {};

/** The theme chosen by the reader, and how to go on to the next. Until the browser knows, it is `system`. */
export function useThemeChoice(): { theme: Theme; next: () => void } {
  const { theme, setTheme } = useTheme();
  const mounted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const now = (mounted && THEMES.find((one) => one === theme)) || 'system';
  return { theme: now, next: () => setTheme(THEMES[(THEMES.indexOf(now) + 1) % THEMES.length] ?? 'system') };
}

export function ThemeSwitch() {
  const { theme, next } = useThemeChoice();
  const { Icon, label } = LOOKS[theme];
  return (
    <IconButton label={label} onClick={next}>
      <Icon aria-hidden />
    </IconButton>
  );
}
