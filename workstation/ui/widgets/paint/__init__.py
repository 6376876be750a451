"""Pure paint functions ``(painter, rect, value, theme)``: the same ones serve widgets and table cells."""
