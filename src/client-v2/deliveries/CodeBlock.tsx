import React from 'react';
import { Typography, theme } from 'antd';

/** Preformatted text with a copy button. Long text scrolls within the block. */
export function CodeBlock({ text }: { text: string }) {
  const { token } = theme.useToken();
  return (
    <div style={{ position: 'relative' }}>
      <pre
        style={{
          margin: 0,
          padding: `${token.paddingXS}px ${token.paddingLG}px ${token.paddingXS}px ${token.paddingSM}px`,
          maxHeight: 420,
          overflow: 'auto',
          background: token.colorFillQuaternary,
          borderRadius: token.borderRadius,
          color: token.colorText,
          fontFamily: token.fontFamilyCode,
          fontSize: token.fontSizeSM,
          whiteSpace: 'pre-wrap',
          wordBreak: 'break-all',
        }}
      >
        {text}
      </pre>
      <Typography.Text copyable={{ text }} style={{ position: 'absolute', top: 6, insetInlineEnd: 8 }} />
    </div>
  );
}
