/** When the wheel over the viewer zooms: always, with Ctrl or ⌘, never; empty: with these, and while the viewer has the focus. */
export type Wheel = '' | 'zoom' | 'ctrl' | 'none';
