import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import './dialog.css';

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** `alert` for something that needs an answer; it does not close by a click beside it. */
  readonly kind?: 'alert' | 'info';
  readonly children: ReactNode;
  readonly buttons: ReactNode;
}

/** A question over the page. The safe button comes first and has the focus; Escape is the safe answer. */
export function Dialog({ title, isOpen, onClose, kind = 'info', children, buttons }: DialogProps) {
  return (
    <ModalOverlay
      className="curtain"
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable={kind === 'info'}
    >
      <Modal className="dialog-frame">
        <AriaDialog className="dialog" role={kind === 'alert' ? 'alertdialog' : 'dialog'}>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
          <div className="dialog-buttons">{buttons}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
