import { property, state } from 'lit/decorators.js';
import { StyledElement } from '../part/styled-element.ts';
import { FormValue, type FormContent } from './form-value.ts';

/** What HTML says of every control in a form, for an element whose value is files. */
export abstract class FormControl extends StyledElement {
  /** @internal Read by the browser. */
  static readonly formAssociated = true;

  /** The name under which a form submits the results; without one they are not submitted. */
  @property({ reflect: true, useDefault: true }) name = '';

  /** Whether a form cannot be submitted without results. */
  @property({ type: Boolean, reflect: true }) required = false;

  /** Whether the reader can do nothing with the element. */
  @property({ type: Boolean, reflect: true }) disabled = false;

  /** Whether the browser says so: for `disabled`, or a fieldset around the element. */
  @state() private disabledByForm = false;

  private readonly formValue = new FormValue(this, () => this.formContent);

  /** The form that the element belongs to. */
  get form(): HTMLFormElement | null {
    return this.formValue.internals?.form ?? null;
  }

  /** What keeps a form from being submitted; null where the browser has no form-associated elements. */
  get validity(): ValidityState | null {
    return this.formValue.internals?.validity ?? null;
  }

  /** What the browser tells the reader of it. */
  get validationMessage(): string {
    return this.formValue.internals?.validationMessage ?? '';
  }

  get willValidate(): boolean {
    return this.formValue.internals?.willValidate ?? false;
  }

  checkValidity(): boolean {
    return this.formValue.internals?.checkValidity() ?? true;
  }

  reportValidity(): boolean {
    return this.formValue.internals?.reportValidity() ?? true;
  }

  /** @internal Called by the browser: results are made into files for a form only. */
  formAssociatedCallback(): void {
    this.requestUpdate();
  }

  /** @internal Called by the browser. */
  formDisabledCallback(disabled: boolean): void {
    this.disabledByForm = disabled;
  }

  /** @internal Called by the browser. */
  formResetCallback(): void {
    this.restore();
  }

  protected get inactive(): boolean {
    return this.disabled || this.disabledByForm;
  }

  protected abstract get formContent(): FormContent;

  /** Back to what the markup said, without any image. */
  protected abstract restore(): void;
}
