import { Component, type ReactNode } from 'react';
import type { BonwartError } from '../../src-shared/contract/errors.ts';
import { ErrorNotice } from '../design/error-notice.tsx';

/** Shows a mistake in the window itself as what it is, instead of an empty page. React offers no other way than a class. */
export class BugBoundary extends Component<{ children: ReactNode }, { bug: string | null }> {
  override state: { bug: string | null } = { bug: null };

  static getDerivedStateFromError(error: unknown): { bug: string } {
    return { bug: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }

  override render(): ReactNode {
    const { bug } = this.state;
    if (bug === null) return this.props.children;
    const error: BonwartError = {
      code: 'internal.bug',
      data: { reference: new Date().toISOString() },
      cause: bug.slice(0, 4000),
      retry: 'now',
    };
    return (
      <main className="alone">
        <h1 className="hidden-words">Bonwart</h1>
        <ErrorNotice error={error} onRetry={() => location.reload()} />
      </main>
    );
  }
}
