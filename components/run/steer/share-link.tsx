'use client';

import { Link2, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { copyText } from '@/components/ui/copy-text.ts';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Input } from '@/components/ui/input.tsx';
import { toast } from '@/components/ui/toast.tsx';

/** Copies the address of just what is seen; where the browser forbids that, shows it to be copied by hand. */
export function ShareLink() {
  const [byHand, setByHand] = useState<string | null>(null);
  const share = async () => {
    const link = window.location.href;
    try {
      await copyText(link);
      toast.success('The link is copied', { description: 'It shows just what you see here.' });
    } catch {
      setByHand(link);
    }
  };
  if (byHand !== null)
    return (
      <span className="inline-flex max-w-full items-center gap-1">
        <Input
          // It was asked for, and is to be copied at once.
          autoFocus
          readOnly
          aria-label="Link to copy by hand"
          title="This browser keeps the clipboard from pages like this one: copy the link from here."
          className="h-7 w-96 max-w-full font-mono text-xs"
          value={byHand}
          onFocus={(event) => event.currentTarget.select()}
        />
        <IconButton label="Put the link away" className="size-7" onClick={() => setByHand(null)}>
          <X />
        </IconButton>
      </span>
    );
  return (
    <Button size="sm" variant="ghost" onClick={() => void share()}>
      <Link2 aria-hidden />
      Copy the link
    </Button>
  );
}
