/** The mark: a load curve that rises, holds and ends. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className}>
      <rect width="24" height="24" rx="6" className="fill-accent" />
      <path
        d="M4.5 17.5 L9.5 8 H15 L19.5 17.5"
        fill="none"
        strokeWidth="2.25"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="stroke-accent-text"
      />
    </svg>
  );
}
