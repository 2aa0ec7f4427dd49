import type { ComponentProps } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import { Tooltip } from './tooltip.tsx';

/** A button that is only a picture: `label` is its name for those who cannot see it, and its tooltip. */
export function IconButton({
  label,
  side,
  variant = 'ghost',
  size = 'icon-sm',
  ...rest
}: Omit<ButtonProps, 'asChild'> & { label: string; side?: ComponentProps<typeof Tooltip>['side'] }) {
  return (
    <Tooltip text={label} side={side}>
      <Button variant={variant} size={size} aria-label={label} {...rest} />
    </Tooltip>
  );
}
