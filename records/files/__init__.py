"""Files on their way in (tệp đưa vào): what is taken, proven, rewritten. Pure; no Django."""
