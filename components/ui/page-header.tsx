import type { ReactNode } from 'react';

/** The head of a page: what it is about, a sentence on it, and what can be done with the whole. */
export function PageHeader({
  title,
  eyebrow,
  children,
  actions,
  row,
}: {
  title: ReactNode;
  /** Above the title: where this page belongs, usually a link. */
  eyebrow?: ReactNode;
  /** Below the title. */
  children?: ReactNode;
  actions?: ReactNode;
  /** Below all of it, from edge to edge. */
  row?: ReactNode;
}) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 pb-5">
      <div className="min-w-0 flex-1 basis-64">
        {eyebrow ? <div className="mb-0.5 text-muted text-sm">{eyebrow}</div> : null}
        <h1 className="break-words font-semibold text-xl">{title}</h1>
        {children ? <div className="mt-1 text-muted text-sm">{children}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      {row ? <div className="-mt-1.5 basis-full text-muted text-sm">{row}</div> : null}
    </header>
  );
}

/** The frame of a page's content. `wide` for pages of charts and wide tables. */
export function Page({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  return (
    <div
      className={`mx-auto w-full px-4 py-5 sm:px-6 lg:px-8 lg:py-7 ${wide ? 'max-w-[96rem]' : 'max-w-[76rem]'}`}
    >
      {children}
    </div>
  );
}
