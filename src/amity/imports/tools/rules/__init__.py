"""Pure rules for the exports of each tool."""
