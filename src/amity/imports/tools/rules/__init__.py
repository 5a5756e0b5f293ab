"""Pure rules that know the exports of each tool."""
