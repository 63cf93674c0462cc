/** The mark of the product. */
export function Brand() {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d="M1 1h6v6H1zM9 9h6v6H9z" fill="var(--accent)" />
      <path
        d="M9.75 1.75h4.5v4.5h-4.5zM1.75 9.75h4.5v4.5h-4.5z"
        fill="none"
        stroke="var(--edge)"
        strokeWidth="1.5"
      />
    </svg>
  );
}
